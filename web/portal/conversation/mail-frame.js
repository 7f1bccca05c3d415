import { html } from '../../shared/html.js'
import { t } from '../words.js'
import { foldQuotes } from './fold-quotes.js'

const TALLEST = 8000
/** A mail made for a wide window is drawn smaller, but never too small to read. */
const SMALLEST = 0.7

/**
 * An HTML mail, in a frame that runs no script and is as tall as its mail. It stays on white paper in both themes:
 * people's mail was written for it.
 *
 *     <mail-frame .src=${url} .label=${title}></mail-frame>
 */
export class MailFrame extends HTMLElement {
  src = ''
  label = ''
  /** @type {ResizeObserver | undefined} */
  #observer

  connectedCallback() {
    const frame = /** @type {HTMLIFrameElement} */ (
      html`<iframe title=${this.label} loading="lazy" referrerpolicy="no-referrer"
        sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>`
    )
    frame.addEventListener('load', () => this.#fit(frame))
    frame.src = this.src
    this.role = 'group'
    this.ariaLabel = this.label
    this.replaceChildren(frame)
  }

  disconnectedCallback() {
    this.#observer?.disconnect()
  }

  /** @param {HTMLIFrameElement} frame */
  #fit(frame) {
    const mail = frame.contentDocument
    if (!mail) return
    const root = mail.documentElement
    foldQuotes(mail, t('message.quoted'))
    for (const gap of mail.querySelectorAll('p')) if (gap.textContent.trim() === '') gap.style.marginBlock = '0'
    const measure = () => {
      frame.style.cssText = 'block-size: 0'
      const scale = Math.max(SMALLEST, Math.min(1, this.clientWidth / root.scrollWidth))
      if (scale < 1)
        frame.style.cssText = `block-size: 0; inline-size: ${root.scrollWidth}px; transform: scale(${scale})`
      const tall = Math.min(root.scrollHeight, TALLEST)
      frame.style.blockSize = `${tall}px`
      frame.style.marginBlockEnd = `${tall * (scale - 1)}px`
      this.tabIndex = this.scrollWidth > this.clientWidth ? 0 : -1
    }
    measure()
    this.#observer?.disconnect()
    this.#observer = new ResizeObserver(() => requestAnimationFrame(measure))
    this.#observer.observe(this)
    mail.addEventListener('toggle', measure, true)
    for (const image of root.querySelectorAll('img')) image.addEventListener('load', measure, { once: true })
  }
}

customElements.define('mail-frame', MailFrame)
