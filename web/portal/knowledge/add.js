/** @import { Source } from '../../../core/knowledge/schema.ts' */
/** @import { Mailbox } from '../../../core/mailboxes/schema.ts' */
/** @import { Sources } from './sources.js' */
/** @typedef {'text' | 'file' | 'answer' | 'website' | 'sent_mail'} Way */
/** @typedef {{ kind: Way, filename?: string }} Told */
/** @typedef {{ parts: HTMLElement[], given: () => Iterable<Told> | AsyncIterable<Told> }} Asked */
import { api } from '../../shared/api.js'
import { html } from '../../shared/html.js'
import { announce, attempt, label, t } from '../words.js'

const MOST_BYTES = 3_000_000
/** @type {Way[]} */
const WAYS = ['text', 'file', 'answer', 'website', 'sent_mail']

/** Five ways to add what a business knows; one at a time. @param {Sources} sources @param {() => void} look */
export function addSource(sources, look) {
  const fields = html`<div class="fields"></div>`
  const wrong = html`<p class="wrong small" role="alert"></p>`
  const submit = /** @type {HTMLButtonElement} */ (html`<button class="button primary">${t('knowledge.add')}</button>`)
  /** What has been typed is there for whoever looks at another way and comes back. @type {Partial<Record<Way, Asked>>} */
  const drawn = {}
  let { parts, given } = WAY.text(sources)
  drawn.text = { parts, given }
  let named = ''
  const choose = (/** @type {Way} */ way) => {
    drawn[way] = (way !== 'sent_mail' && drawn[way]) || WAY[way](sources)
    ;({ parts, given } = drawn[way])
    wrong.textContent = ''
    fields.replaceChildren(...parts)
  }
  const add = async () => {
    for await (const what of given()) {
      named = what.filename ? `${what.filename}: ` : ''
      /** @type {Source} */
      const source = await api.post('/api/knowledge/sources', { client_id: sources.client, ...what })
      announce(t('knowledge.added', { title: source.title }))
    }
    form.reset()
    sources.stale()
    look()
  }
  const send = async (/** @type {Event} */ event) => {
    event.preventDefault()
    submit.disabled = true
    wrong.textContent = ''
    named = ''
    await attempt(add, (sentence) => {
      wrong.textContent = named + sentence
      sources.stale()
      look()
    })
    submit.disabled = false
  }
  const ways = WAYS.map(
    (way, nth) =>
      html`<label class="way"><input type="radio" name="way" value=${way} ?checked=${nth === 0} @change=${() => choose(way)} /><span>${label('source_kind', way)}</span></label>`,
  )
  const form = /** @type {HTMLFormElement} */ (
    html`<form class="adding" @submit=${send}>
      <fieldset class="ways"><legend class="unseen">${t('knowledge.add_title')}</legend>${ways}</fieldset>
      ${fields}
      <div class="actions">${submit}</div>
      ${wrong}
    </form>`
  )
  // A form that is emptied keeps the way that was chosen.
  form.addEventListener('reset', () => {
    const way = /** @type {Way} */ (new FormData(form).get('way'))
    setTimeout(() => {
      const radio = form.querySelector(`[value=${way}]`)
      if (radio instanceof HTMLInputElement) radio.checked = true
    })
  })
  fields.append(...parts)
  return form
}

/** What is asked for, and what is sent of it, one after the other. @type {Record<Way, (sources: Sources) => Asked>} */
const WAY = {
  text() {
    const [title, text] = [line(), area(10)]
    return {
      parts: [field(t('source.title'), title), field(t('knowledge.text'), text)],
      given: () => [{ kind: 'text', title: title.value, text: text.value }],
    }
  },
  file() {
    const files = /** @type {HTMLInputElement} */ (
      html`<input class="input" type="file" required multiple accept=".pdf,.docx,.md,.markdown,.html,.htm,.txt" />`
    )
    const check = () => {
      const large = [...(files.files ?? [])].some(({ size }) => size > MOST_BYTES)
      files.setCustomValidity(large ? t('knowledge.too_large') : '')
    }
    files.addEventListener('change', check)
    return {
      parts: [field(t('knowledge.files'), files, t('knowledge.files_hint'))],
      // What has been taken is taken off: after a failure only the others are sent again.
      async *given() {
        const all = [...(files.files ?? [])]
        for (const [nth, file] of all.entries()) {
          yield { kind: 'file', filename: file.name, content: await base64(file) }
          const others = new DataTransfer()
          for (const other of all.slice(nth + 1)) others.items.add(other)
          files.files = others.files
        }
      },
    }
  },
  answer() {
    const [question, answer] = [line(), area(5, 6000)]
    return {
      parts: [field(t('knowledge.question'), question), field(t('knowledge.answer'), answer)],
      given: () => [{ kind: 'answer', question: question.value, answer: answer.value }],
    }
  },
  website() {
    const url = /** @type {HTMLInputElement} */ (
      html`<input class="input" type="url" required maxlength="2000" dir="ltr" />`
    )
    return {
      parts: [field(t('knowledge.url'), url, t('knowledge.url_hint'))],
      given: () => [{ kind: 'website', url: url.value }],
    }
  },
  sent_mail({ client }) {
    const choice = /** @type {HTMLSelectElement} */ (html`<select class="input" required></select>`)
    const wrong = html`<p class="wrong small" role="alert"></p>`
    const offer = async () => {
      /** @type {{ items: Mailbox[] }} */
      const { items } = await api.get('/api/mailboxes')
      const own = items.filter(({ client_id }) => client_id === client)
      choice.append(...own.map(({ id, address }) => html`<option value=${id}>${address}</option>`))
    }
    attempt(offer, (sentence) => {
      wrong.textContent = sentence
    })
    return {
      parts: [field(t('knowledge.mailbox'), choice, t('knowledge.mailbox_hint')), wrong],
      given: () => [{ kind: 'sent_mail', mailbox_id: choice.value }],
    }
  },
}

/** @param {string} name @param {HTMLElement} input @param {string} [hint] */
function field(name, input, hint) {
  return html`<label class="field"><span class="label">${name}</span>${input}${hint && html`<span class="soft small">${hint}</span>`}</label>`
}

function line() {
  return /** @type {HTMLInputElement} */ (html`<input class="input" required maxlength="200" dir="auto" />`)
}

/** @param {number} rows @param {number} [most] */
function area(rows, most = 500_000) {
  return /** @type {HTMLTextAreaElement} */ (
    html`<textarea class="input" required rows=${rows} maxlength=${most} dir="auto"></textarea>`
  )
}

/** @param {File} file @returns {Promise<string>} */
function base64(file) {
  const { promise, resolve, reject } = Promise.withResolvers()
  const reader = new FileReader()
  reader.addEventListener('load', () => resolve(`${reader.result}`.replace(/^[^,]*,?/, '')))
  reader.addEventListener('error', () => reject(reader.error))
  reader.readAsDataURL(file)
  return promise
}
