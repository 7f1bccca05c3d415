/** @import { Wording } from './wording.js' */
import { api, Problem } from '../../shared/api.js'
import { button, html, icon } from '../../shared/html.js'
import { format, t } from '../words.js'

const MOST = 3_000_000

/** What leaves below the text: the signature, and files. @param {Wording} wording */
export function below(wording) {
  const { signature, attachments, status, suggested } = wording.draft
  const open = status === 'pending'
  return [
    signature &&
      html`<div class="signature soft" role="note" aria-label=${t('draft.signature')} dir="auto">${`-- \n${signature}`}</div>`,
    attachments.length > 0 &&
      html`<ul class="files" aria-label=${t('message.attachments')}>${attachments.map(
        ({ id, filename, size_bytes }) =>
          html`<li>${icon('clip')} <bdi>${filename}</bdi> <span class="soft small">${format.size(size_bytes)}</span>${
            open &&
            button('quiet icon remove', icon('close'), () => remove(wording, id), {
              label: t('draft.remove', { name: filename }),
            })
          }</li>`,
      )}</ul>`,
    open &&
      suggested.length > 0 &&
      html`<p class="attach">${suggested.map(({ source_id, filename, size_bytes }) =>
        button(
          'small',
          [
            icon('clip'),
            html`<bdi>${t('draft.attach_known', { name: filename })}</bdi>`,
            html`<span class="soft small">${format.size(size_bytes)}</span>`,
          ],
          () => hangKnown(wording, source_id),
        ),
      )}</p>`,
    open && picker(wording),
  ]
}

/** What the reply rests on is at hand already. @param {Wording} wording @param {string} source_id */
const hangKnown = (wording, source_id) =>
  wording.change(({ id, version }) => api.post(`/api/drafts/${id}/attach-known`, { version, source_id }))

/** @param {Wording} wording */
function picker(wording) {
  const input = /** @type {HTMLInputElement} */ (
    html`<input type="file" hidden @change=${() => input.files?.[0] && hang(wording, input.files[0])} />`
  )
  return html`<p class="attach">${input}${button('quiet', [icon('clip'), t('draft.attach')], () => input.click())}
    <span class="soft small">${t('draft.attach_limits')}</span></p>`
}

/** @param {Wording} wording @param {File} file */
function hang(wording, file) {
  return wording.change(async ({ id, version }) => {
    if (file.size > MOST) throw new Problem('too_large', { error: t('draft.attach_limits'), status: 413 })
    return api.post(`/api/drafts/${id}/attachments`, { version, filename: file.name, content: await base64(file) })
  })
}

/** @param {Wording} wording @param {string} file */
const remove = (wording, file) =>
  wording.change(({ id, version }) => api.remove(`/api/drafts/${id}/attachments/${file}`, { version }))

/** @param {File} file @returns {Promise<string>} */
function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(`${reader.result}`.split(',')[1] ?? '')
    reader.onerror = () => reject(new Problem('unreadable', { status: 422 }))
    reader.readAsDataURL(file)
  })
}
