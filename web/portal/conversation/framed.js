/** @import { ImagesOf, Message } from '../../../core/threads/schema.ts' */
import { api } from '../../shared/api.js'
import { button, html } from '../../shared/html.js'
import { announce, attempt, t } from '../words.js'

const TALLEST = 8000
const SMALLEST = 0.7

/**
 * A message's HTML. Opening a mail tells nobody: its images from elsewhere wait until they are asked for, once or for good.
 * @param {Message} message @param {string} at its address @param {string} title
 */
export function framed(message, at, title) {
  if (message.remote_images === 0) return mailFrame(`${at}/html`, title)
  const value = message.from_address
  const place = html`<div class="framed"></div>`
  /** @param {boolean} images @param {unknown} [notice] */
  const show = (images, notice) => {
    const held = place.contains(document.activeElement)
    const frame = mailFrame(`${at}/html${images ? '?images=1' : ''}`, title)
    place.replaceChildren(...(notice ? [html`<p class="soft small">${notice}</p>`] : []), frame)
    if (held) (place.querySelector('button') ?? frame).focus()
  }
  const once = button('quiet', t('message.show_images'), () => show(true))
  const always = button('quiet', t('message.images_always', { value }), () =>
    attempt(async () => {
      Object.assign(message, /** @type {ImagesOf} */ (await api.post(`${at}/images`, {})))
      announce(t('message.images_shown', { value }))
      draw()
    }),
  )
  const stop = button('quiet', t('message.images_stop'), () =>
    attempt(async () => {
      Object.assign(message, /** @type {ImagesOf} */ (await api.remove(`${at}/images`)))
      announce(t('message.images_blocked'))
      draw()
    }),
  )
  const draw = () => {
    if (message.images_always) return show(true, [t('message.images_shown', { value }), ' ', stop])
    const unproved = message.direction === 'inbound' && t('message.images_unproved', { value })
    show(false, [t('message.images_blocked'), ' ', once, ' ', message.proved ? always : unproved])
  }
  draw()
  return place
}

/**
 * Runs no script, is as tall as its mail, and stays on white paper: mail is written for it.
 * @param {string} src @param {string} title
 */
function mailFrame(src, title) {
  const frame = /** @type {HTMLIFrameElement} */ (
    html`<iframe title=${title} loading="lazy" referrerpolicy="no-referrer"
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"></iframe>`
  )
  const place = html`<div class="mail-frame" role="group" aria-label=${title}>${frame}</div>`
  frame.addEventListener('load', () => frame.contentDocument && fitFrame(frame, frame.contentDocument, place))
  frame.src = src
  return place
}

/** @param {HTMLIFrameElement} frame @param {Document} mail @param {HTMLElement} place */
function fitFrame(frame, mail, place) {
  const root = mail.documentElement
  for (const summary of mail.querySelectorAll('.quoted > summary')) summary.textContent = t('message.quoted')
  for (const gap of mail.querySelectorAll('p')) if (gap.textContent.trim() === '') gap.style.marginBlock = '0'
  const measure = () => {
    frame.style.cssText = 'block-size: 0'
    const wide = root.scrollWidth
    const scale = Math.max(SMALLEST, Math.min(1, place.clientWidth / wide))
    if (scale < 1) frame.style.cssText = `block-size: 0; inline-size: ${wide}px; transform: scale(${scale})`
    const tall = Math.min(root.scrollHeight, TALLEST)
    frame.style.blockSize = `${tall}px`
    frame.style.marginBlockEnd = `${tall * (scale - 1)}px`
    place.tabIndex = place.scrollWidth > place.clientWidth ? 0 : -1
  }
  const observer = new ResizeObserver(() => requestAnimationFrame(measure))
  observer.observe(place)
  observer.observe(mail.body)
}
