import { html } from '../../shared/html.js'

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
    this.replaceChildren(frame)
  }

  disconnectedCallback() {
    this.#observer?.disconnect()
  }

  /** @param {HTMLIFrameElement} frame */
  #fit(frame) {
    const root = frame.contentDocument?.documentElement
    if (!root) return
    const measure = () => {
      frame.style.blockSize = '0'
      frame.style.blockSize = `${Math.min(root.scrollHeight, 8000)}px`
    }
    measure()
    this.#observer?.disconnect()
    this.#observer = new ResizeObserver(() => requestAnimationFrame(measure))
    this.#observer.observe(this)
    for (const image of root.querySelectorAll('img')) image.addEventListener('load', measure, { once: true })
  }
}

customElements.define('mail-frame', MailFrame)
