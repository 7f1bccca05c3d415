/** @import { Rule, RuleVersion, RuleVersions, WriteRule } from '../../../core/guidance/schema.ts' */
import { api } from '../../shared/api.js'
import { button, html } from '../../shared/html.js'
import { Sayings } from '../sayings.js'
import { announce, attempt, format, label, t, when } from '../words.js'
import { trial } from './trial.js'

const FIELDS = { instruction: { most: 500, rows: 2 }, snippet: { most: 2000, rows: 5 } }

/** What a professional has laid down for their replies: rules, or the words to say something in. @extends {Sayings<Rule>} */
export class LaidDown extends Sayings {
  #kind

  /** @param {string} client @param {string} title @param {Rule['kind']} kind */
  constructor(client, title, kind) {
    super(client, title)
    this.#kind = kind
  }

  get at() {
    return '/api/knowledge/rules'
  }

  get says() {
    const kind = this.#kind
    return {
      none: label('rules.none', kind),
      add: label('rules.add', kind),
      added: t('rules.added'),
      remove: t('rules.delete'),
      removed: t('rules.deleted'),
      try: t('trial.action'),
    }
  }

  get fields() {
    const name = this.#kind === 'snippet' ? t('rules.name') : ''
    return { ...FIELDS[this.#kind], body: label('rules.body', this.#kind), name }
  }

  async read() {
    return (await super.read()).filter(({ kind }) => kind === this.#kind)
  }

  /** @param {Rule} rule @returns {object} */
  whole(rule) {
    return { ...super.whole(rule), kind: this.#kind, active: rule.active, ...(rule.name && { name: rule.name }) }
  }

  /** @param {object} said */
  told(said) {
    return { ...said, kind: this.#kind }
  }

  /** @param {Rule} rule @param {object} said */
  changed({ version, active }, said) {
    return { ...said, kind: this.#kind, version, active }
  }

  /** @param {Rule} rule */
  shown(rule) {
    const { name, scope, scope_value, active, updated_at, version } = rule
    return [
      name && html`<h3 dir="auto">${name}</h3>`,
      ...super.shown(rule),
      html`<p class="facts small">${!active && html`<span class="tag warn">${t('rules.set_aside')}</span>`}<span class="tag">${label('memory_scope', scope)}</span>${scope_value && html`<span dir="auto">${scope_value}</span>`}<span class="soft">${t('rules.version', { version })} · ${when(updated_at)}</span></p>`,
    ]
  }

  /** @param {Rule} rule @param {HTMLElement} row */
  actions(rule, row) {
    const { active, version } = rule
    const wrong = wrongIn(row)
    const use = button('quiet', t(active ? 'rules.pause' : 'rules.use'), () =>
      attempt(async () => {
        const said = { ...this.whole(rule), version, active: !active }
        this.show(row, await api.patch(`${this.at}/${rule.id}`, said))
        row.querySelector('button')?.focus()
        announce(t(active ? 'rules.set_aside' : 'rules.added'))
      }, wrong),
    )
    const past = button('quiet', t('rules.versions'), () => attempt(() => this.#past(rule, row), wrong))
    const leave = button('quiet', t('trial.leave_out'), () => {
      row.querySelector('.trial')?.remove()
      row.append(trial(this.client, /** @type {WriteRule} */ (this.whole(rule)), rule, true))
    })
    return [...(active ? [leave] : []), use, ...(version > 1 ? [past] : [])]
  }

  /** @param {object} said @param {HTMLElement} place @param {Rule} [rule] */
  tryOut(said, place, rule) {
    const written = /** @type {WriteRule} */ ({ ...said, kind: this.#kind })
    place.querySelector('.trial')?.remove()
    place.append(trial(this.client, written, rule))
  }

  /** How it has read, and the way back. @param {Rule} rule @param {HTMLElement} row */
  async #past(rule, row) {
    row.querySelector('.versions')?.remove()
    /** @type {RuleVersions} */
    const { items } = await api.get(`${this.at}/${rule.id}/versions`)
    const restore = (/** @type {number} */ restores) =>
      attempt(async () => {
        this.show(row, await api.post(`${this.at}/${rule.id}/restore`, { version: rule.version, restores }))
        row.querySelector('button')?.focus()
        announce(t('rules.restored'))
      }, wrongIn(row))
    const earlier = items.filter(({ version }) => version !== rule.version)
    const list = html`<ul role="list" class="versions" aria-label=${t('rules.versions')} tabindex="-1">${earlier.map((one) => past(one, restore))}</ul>`
    row.append(list)
    list.focus()
  }
}

/** Says what went wrong where everybody sees it. @param {HTMLElement} row @returns {(sentence: string) => void} */
const wrongIn = (row) => (sentence) => row.querySelector(':scope > .wrong')?.replaceChildren(sentence)

/** @param {RuleVersion} once @param {(version: number) => void} restore */
function past({ version, name, body, created_at, scope, scope_value }, restore) {
  return html`<li>
    <p class="soft small">${t('rules.version', { version })} · ${format.moment(created_at)} · ${label('memory_scope', scope)} <bdi>${scope_value}</bdi></p>
    <p class="said" dir="auto">${name && html`<strong>${name}: </strong>`}${body}</p>
    ${button('quiet', t('rules.restore'), () => restore(version))}
  </li>`
}

customElements.define('laid-down', LaidDown)
