/** @import { Voice, VoiceList } from '../../../core/voice/schema.ts' */
import { api, problemFrom } from '../../shared/api.js'
import { button, html } from '../../shared/html.js'
import { ghost } from '../sayings.js'
import { announce, attempt, failure, format, label, language, t } from '../words.js'

const AT = '/api/knowledge/voice'

/** How a professional writes, in each language and to whom they write often: as measured, or as they have said. */
export class Voices extends HTMLElement {
  #client
  #list = html`<div role="list" class="told" aria-labelledby="voices-title"></div>`
  #rest = html`<div></div>`
  #wrong = html`<p class="wrong small" role="alert"></p>`
  #measure

  /** @param {string} client */
  constructor(client) {
    super()
    this.#client = client
    this.#measure = button('', t('voice.learn'), () => this.#learn())
    this.append(this.#list, this.#rest, html`<div class="actions">${this.#measure}</div>`, this.#wrong)
    this.#load()
  }

  async #load() {
    this.#rest.replaceChildren(ghost())
    try {
      this.#show(await api.get(`${AT}?client_id=${this.#client}`))
    } catch (error) {
      this.#rest.replaceChildren(failure(problemFrom(error), () => this.#load()))
    }
  }

  async #learn() {
    this.#measure.disabled = true
    this.#wrong.textContent = ''
    await attempt(
      async () => {
        this.#show(await api.post(AT, { client_id: this.#client }))
        announce(t('voice.learnt'))
      },
      (sentence) => {
        this.#wrong.textContent = sentence
      },
    )
    this.#measure.disabled = false
  }

  /** @param {VoiceList} voices */
  #show({ items }) {
    this.#list.replaceChildren(...items.map(card))
    this.#rest.replaceChildren(...(items.length > 0 ? [] : [html`<p class="none">${t('voice.none')}</p>`]))
  }
}

/** @param {Voice} voice */
function card(voice) {
  const place = html`<div class="card" role="listitem"></div>`
  show(place, voice)
  return place
}

/** @param {HTMLElement} place @param {Voice} voice */
function show(place, voice) {
  const { recipient, greeting, sign_off, words, formality, phrases } = voice
  const traits = [
    ...(greeting ? [trait('voice.greeting', greeting)] : []),
    ...(sign_off ? [trait('voice.sign_off', sign_off)] : []),
    ...(words > 0 ? [trait('voice.words', format.number(words))] : []),
    ...(formality ? [trait('voice.formality', label('formality', formality))] : []),
    ...(phrases.length > 0 ? [trait('voice.phrases', phrases.map((phrase) => `“${phrase}”`).join(' · '))] : []),
  ]
  place.replaceChildren(
    html`<header class="card-head"><h3 dir="auto">${recipient || t('voice.general')}</h3><span class="tag">${named(voice.language)}</span></header>`,
    html`<dl class="traits">${traits}</dl>`,
    html`<p class="soft small">${voice.edited_by_person ? t('voice.yours') : t('voice.letters', { count: voice.letters })}</p>`,
    html`<div class="actions">${button('quiet', t('voice.edit'), () => edit(place, voice))}</div>`,
  )
}

/** @param {import('../words.js').Key} key @param {string} value */
const trait = (key, value) => html`<div><dt>${t(key)}</dt><dd dir="auto">${value}</dd></div>`

/** @param {string} code */
const named = (code) => new Intl.DisplayNames([language], { type: 'language' }).of(code) ?? code

/** @param {HTMLElement} place @param {Voice} voice */
function edit(place, voice) {
  const greeting = line(voice.greeting)
  const signOff = line(voice.sign_off)
  const words = /** @type {HTMLInputElement} */ (
    html`<input class="input" type="number" min="0" max="10000" required .value=${`${voice.words}`} />`
  )
  const formality = /** @type {HTMLSelectElement} */ (
    html`<select class="input"><option value="">${t('voice.neither')}</option>${['formal', 'informal'].map((one) => html`<option value=${one} ?selected=${one === voice.formality}>${label('formality', one)}</option>`)}</select>`
  )
  const phrases = /** @type {HTMLTextAreaElement} */ (
    html`<textarea class="input" rows="3" dir="auto" .value=${voice.phrases.join('\n')}></textarea>`
  )
  const wrong = html`<p class="wrong small" role="alert"></p>`
  const back = (/** @type {Voice} */ shown) => {
    show(place, shown)
    place.querySelector('button')?.focus()
  }
  const keep = (/** @type {object} */ changes) =>
    attempt(
      async () => {
        back(await api.patch(`${AT}/${voice.id}`, changes))
        announce(t('voice.saved'))
      },
      (sentence) => {
        wrong.textContent = sentence
      },
    )
  const send = (/** @type {Event} */ event) => {
    event.preventDefault()
    keep({
      greeting: greeting.value,
      sign_off: signOff.value,
      words: Number(words.value),
      formality: formality.value,
      phrases: phrases.value.split('\n').flatMap((phrase) => phrase.trim() || []),
    })
  }
  const release = button('quiet', t('voice.hand_back'), () => keep({ edited_by_person: false }))
  place.replaceChildren(
    html`<form class="telling" @submit=${send}>
      ${field(t('voice.greeting'), greeting, t('voice.greeting_hint'))}
      ${field(t('voice.sign_off'), signOff)}
      <div class="beside">${field(t('voice.words'), words)}${field(t('voice.formality'), formality)}</div>
      ${field(t('voice.phrases'), phrases, t('voice.phrases_hint'))}
      <div class="actions"><button class="button primary">${t('source.save')}</button>${voice.edited_by_person && release}${button('quiet', t('cancel'), () => back(voice))}</div>
      ${wrong}
    </form>`,
  )
  greeting.focus()
}

/** @param {string} value */
const line = (value) =>
  /** @type {HTMLInputElement} */ (html`<input class="input" maxlength="100" dir="auto" .value=${value} />`)

/** @param {string} name @param {HTMLElement} input @param {string} [hint] */
const field = (name, input, hint) =>
  html`<label class="field"><span class="label">${name}</span>${input}${hint && html`<span class="soft small">${hint}</span>`}</label>`

customElements.define('business-voices', Voices)
