/** @import { Passage, PassagePage, Source } from '../../../core/knowledge/schema.ts' */
import { api, problemFrom } from '../../shared/api.js'
import { button, html, icon } from '../../shared/html.js'
import { failure, format, t } from '../words.js'

const AROUND = 3
const PAGE = 20

/** A source as it is searched: from its beginning, or around one passage, which is marked. @param {string} id @param {number} [position] */
export function showPassages(id, position) {
  const title = html`<h2 id="passages-title" dir="auto">${t('loading')}</h2>`
  const place = html`<div class="dialog-body passages" aria-live="polite" tabindex="-1"></div>`
  const dialog = /** @type {HTMLDialogElement} */ (
    html`<dialog class="dialog source-dialog" closedby="any" aria-labelledby="passages-title">
      <header>${title}${button('quiet icon', icon('close'), () => dialog.close(), { label: t('close') })}</header>
      ${place}
    </dialog>`
  )
  const first = Math.max(0, (position ?? 1) - AROUND - 1)
  const load = async () => {
    place.replaceChildren(html`<p class="soft" role="status">${t('loading')}</p>`)
    try {
      /** @type {[Source, PassagePage]} */
      const [source, page] = await Promise.all([api.get(`/api/knowledge/sources/${id}`), read(id, first)])
      title.textContent = source.title
      place.replaceChildren(...(page.items.length > 0 ? [] : [html`<p class="soft">${t('source.nothing')}</p>`]))
      if (first > 0) place.append(earlier(id, first, place))
      place.append(...page.items.map((one) => passage(one, one.position === position)))
      later(id, page, place)
      place.querySelector('.marked')?.scrollIntoView({ block: 'center' })
    } catch (error) {
      title.textContent = t('source.open')
      place.replaceChildren(failure(problemFrom(error), load))
    }
  }
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
  load()
}

/** @param {string} id @param {number} behind @param {number} [limit] @returns {Promise<PassagePage>} */
const read = (id, behind, limit = PAGE) =>
  api.get(`/api/knowledge/sources/${id}/passages?behind=${behind}&limit=${limit}`)

/** All that stands before. @param {string} id @param {number} first @param {HTMLElement} place */
function earlier(id, first, place) {
  const from = Math.max(0, first - PAGE)
  const more = button('quiet', t('source.earlier'), async () => {
    more.disabled = true
    try {
      const { items } = await read(id, from, first - from)
      more.replaceWith(...(from > 0 ? [earlier(id, from, place)] : []), ...items.map((one) => passage(one, false)))
    } catch (error) {
      more.replaceWith(failure(problemFrom(error), () => place.prepend(earlier(id, first, place))))
    }
  })
  return more
}

/** @param {string} id @param {PassagePage} page @param {HTMLElement} place */
function later(id, { next }, place) {
  if (next === null) return
  const more = button('quiet', t('source.later'), async () => {
    try {
      const page = await read(id, next)
      more.remove()
      place.append(...page.items.map((one) => passage(one, false)))
      later(id, page, place)
    } catch (error) {
      more.replaceWith(failure(problemFrom(error), () => later(id, { items: [], next }, place)))
    }
  })
  place.append(more)
}

/** @param {Passage} passage @param {boolean} marked */
function passage({ headings, page, position, body }, marked) {
  return html`<article class="passage ${marked && 'marked'}" aria-current=${marked && 'true'}>
    ${placeOf({ headings, page, position })}
    <p dir="auto">${body}</p>
  </article>`
}

/** Where a passage stands. @param {Pick<Passage, 'headings' | 'page' | 'position'>} place */
export function placeOf({ headings, page, position }) {
  const parts = [...headings, page && t('source.page', { page: format.number(page) })].filter(Boolean)
  return html`<p class="place soft small" dir="auto">${parts.join(' › ') || t('source.place', { position: format.number(position) })}</p>`
}
