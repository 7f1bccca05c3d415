/** @import { Draft } from '../../../core/drafts/schema.ts' */
/** @import { Decisions } from './decisions.js' */
import { button, html, icon } from '../../shared/html.js'
import { released } from '../live.js'
import { explain, format, label, t } from '../words.js'
import { checks, drawnAs, unchecked } from './checks.js'
import { conflict } from './conflict.js'
import { envelope } from './envelope.js'
import { below } from './files.js'
import { later } from './later.js'
import { receipt } from './receipt.js'
import { questions, rewriting } from './rewrite.js'
import { Wording } from './wording.js'

/** One reply, and the yes and the no. */
export class DraftCard extends HTMLElement {
  #offline = false
  #undoSeconds
  #text = /** @type {HTMLTextAreaElement} */ (
    html`<textarea class="reply" dir="auto" aria-label=${t('draft.text')} spellcheck="true" aria-describedby="save-state"></textarea>`
  )
  #envelope = html`<div></div>`
  #below = html`<div class="below"></div>`
  /** Already drawn: the draft, and what of it is shown where. @type {Draft | undefined} */
  #drawn
  /** @type {Map<HTMLElement, string>} */
  #shown = new Map()
  #questions = html`<div class="callouts"></div>`
  #rewriting = html`<div class="checks"></div>`
  #checks = html`<div class="checks"></div>`
  /** How they stand drawn. */
  #checked = ''
  /** The other wording the choice is drawn for. @type {Draft | undefined} */
  #theirs
  #choice = html`<div class="choice"></div>`
  #saveState = html`<p class="save-state soft small" id="save-state"></p>`

  /** @param {Draft} draft @param {Decisions} decisions @param {number} undoSeconds */
  constructor(draft, decisions, undoSeconds) {
    super()
    const { status, outbox_status, language } = draft
    this.editable = status === 'pending'
    if (this.editable) decisions.opened(draft.id)
    this.wording = new Wording(draft)
    const settle = () => this.wording.settle()
    const yes = [icon('check'), t('draft.approve')]
    const no = [icon('trash'), t('draft.discard')]
    const back = [
      icon('undo'),
      status === 'discarded' ? t('draft.bring_back') : t(draft.send_at ? 'later.cancel' : 'undo.action'),
    ]
    const undoable = status === 'discarded' || (status === 'approved' && outbox_status === 'queued')
    /** Pressed by a finger or by their letter; not while they are disabled. */
    this.approve = button('approve primary', yes, () => decisions.approve(draft, settle), { keys: 'a Control+Enter' })
    this.discard = button('discard quiet', no, () => decisions.discard(draft), { keys: 'd' })
    const { opener, menu } = later((at) => decisions.approve(draft, settle, at))
    this.later = opener
    const afterwards = undoable && button('undo', back, () => decisions.takeBack(draft))
    this.#undoSeconds = undoSeconds
    this.#text.lang = language
    this.#text.readOnly = !this.editable
    this.append(
      html`<section class="sheet" aria-label=${t('draft.title')}>
        <div class="letter-sheet">
          <div class="callouts">${callouts(draft)}</div>
          ${this.#questions}
          ${this.#envelope}
          ${this.#checks}
          ${this.#choice}
          ${this.#text}
          ${this.#rewriting}
          ${this.#below}
          ${receipt(draft.id)}
        </div>
        <div class="bar">${this.editable ? [this.approve, this.later, menu, this.discard] : afterwards}${this.#saveState}</div>
      </section>`,
    )
    this.wording.addEventListener('change', async () => {
      await released()
      this.#update()
    })
    this.#text.addEventListener('input', () => this.wording.type(this.#text.value))
    this.#text.addEventListener('keydown', (event) => {
      const { key, isComposing, metaKey, ctrlKey } = event
      if (isComposing || key !== 'Enter' || !(metaKey || ctrlKey)) return
      event.preventDefault()
      this.approve.click()
    })
  }

  connectedCallback() {
    this.#update()
  }

  disconnectedCallback() {
    this.wording.close()
  }

  /** Deciding needs the network; writing does not. */
  set offline(/** @type {boolean} */ offline) {
    this.#offline = offline
    this.#update()
  }

  edit() {
    this.#text.focus()
  }

  #update() {
    const { draft, theirs, text, sendable, writing } = this.wording
    if (draft !== this.#drawn) this.#draw(draft)
    this.#text.hidden = theirs !== undefined
    if (this.#text.value !== text) this.#text.value = text
    if (!CSS.supports('field-sizing', 'content')) {
      this.#text.style.blockSize = 'auto'
      this.#text.style.blockSize = `${this.#text.scrollHeight + 2}px`
    }
    this.#saveState.textContent = this.editable ? this.#saying() : ''
    this.#drawChoice(theirs)
    this.discard.disabled = this.#offline || !this.editable
    this.#drawChecks()
    this.approve.disabled = this.discard.disabled || !sendable || writing || unchecked(this.wording).length > 0
    this.later.disabled = this.approve.disabled
  }

  /** What stands around the text, where it would show something else: an answer half typed stays as it is. @param {Draft} draft */
  #draw(draft) {
    this.#drawn = draft
    const {
      questions: asked,
      alternatives,
      from_address,
      senders,
      to_recipients,
      cc_recipients,
      attachments,
      suggested,
    } = draft
    const { wording } = this
    this.#redraw(this.#questions, [asked], () => questions(wording))
    this.#redraw(this.#rewriting, [alternatives], () => rewriting(wording))
    this.#redraw(this.#envelope, [from_address, senders, to_recipients, cc_recipients], () => [envelope(wording)])
    this.#redraw(this.#below, [attachments, suggested, draft.signature], () => below(wording))
  }

  /** Whoever stood there goes on to the yes. @param {HTMLElement} place @param {unknown[]} shows @param {() => unknown[]} draw */
  #redraw(place, shows, draw) {
    const now = JSON.stringify([...shows, this.wording.draft.status])
    if (this.#shown.get(place) === now) return
    this.#shown.set(place, now)
    const held = place.contains(document.activeElement)
    place.replaceChildren(...draw().filter((part) => part instanceof Node))
    if (held) this.approve.focus()
  }

  /** Once for each conflict: whatever is heard of meanwhile, a button stays under the finger. @param {Draft | undefined} theirs */
  #drawChoice(theirs) {
    if (theirs === this.#theirs) return
    this.#theirs = theirs
    this.#choice.replaceChildren(...(theirs ? [conflict(this.wording, theirs)] : []))
  }

  #drawChecks() {
    const now = drawnAs(this.wording)
    if (now === this.#checked) return
    this.#checked = now
    const held = this.#checks.contains(document.activeElement)
    const unfolded = this.#checks.querySelector('details')?.open
    const drawn = checks(this.wording, (said) => this.#select(said)).filter((part) => part instanceof Node)
    this.#checks.replaceChildren(...drawn)
    const rests = this.#checks.querySelector('details')
    if (rests && unfolded) rests.open = true
    // Whoever settles one goes on to the next, and after the last to the yes.
    const next = /** @type {HTMLElement | null} */ (this.#checks.querySelector('.to-check button'))
    if (held) requestAnimationFrame(() => (next ?? this.approve).focus())
  }

  /** @param {string} said */
  #select(said) {
    const at = this.#text.value.indexOf(said)
    this.#text.focus()
    this.#text.setSelectionRange(at, at + said.length)
  }

  #saying() {
    const { text, state, refused, problem, writing } = this.wording
    if (writing) return t('rewrite.writing')
    if (text.trim() === '') return t('save.empty')
    if (problem) return problem.unreachable ? t('save.later') : explain(problem)
    // Only words are kept until there is a connection.
    if (refused) return explain(refused)
    if (state === 'saving' || state === 'saved' || state === 'unsaved') return label('save', state)
    if (this.editable && unchecked(this.wording).length > 0) return t('check.first')
    return state === 'clean' && this.#undoSeconds > 0 ? t('draft.undo_hint', { count: this.#undoSeconds }) : ''
  }
}

/** What a person should know before saying yes. @param {Draft} draft */
function callouts({ status, notice, outbox_status, outbox_error, bounces, updated_at, send_at }) {
  const time = format.moment(updated_at)
  const waits = status === 'pending'
  const unknown = outbox_status === 'unknown'
  return [
    waits &&
      notice &&
      callout(
        notice === 'failed' ? 'danger' : 'warn',
        label('notice', notice),
        html`<p>${label('notice', `${notice}_lead`)}</p>`,
        notice === 'failed' && outbox_error && html`<p dir="auto">${outbox_error}</p>`,
      ),
    status === 'sent' && callout('', t('progress.sent', { time })),
    bounces.map(({ recipient, reason }) =>
      callout('danger', t('draft.bounced', { recipient }), html`<p>${label('bounce_reason', reason)}</p>`),
    ),
    status === 'discarded' && callout('warn', t('progress.discarded', { time })),
    status === 'superseded' && callout('warn', t('progress.superseded'), html`<p>${t('progress.superseded_lead')}</p>`),
    status === 'approved' &&
      callout(
        '',
        send_at
          ? t('progress.scheduled', { time: format.moment(send_at) })
          : t(unknown ? 'progress.unknown' : 'progress.approved'),
        unknown && html`<p>${t('progress.unknown_lead')}</p>`,
      ),
  ]
}

/** @param {string} kind @param {string} title @param {...unknown} more */
function callout(kind, title, ...more) {
  return html`<div class="callout ${kind}"><strong>${title}</strong>${more}</div>`
}

customElements.define('draft-card', DraftCard)
