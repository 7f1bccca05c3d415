/** @import { Me } from '../../../core/account/schema.ts' */
import { api } from '../../shared/api.js'
import { html } from '../../shared/html.js'
import { announce, attempt, label, t } from '../words.js'
import { budgetSettings } from './budget.js'

const WINDOWS = [0, 5, 10, 20, 30, 60, 120]
/** In percent: from how likely a reply is expected, one is drafted. */
const THRESHOLDS = { more: 30, balanced: 50, less: 70 }

/** How a business sends: for all who work in it, and changed by its owners alone. @param {Me['clients'][number]} client */
export function businessSettings({
  id,
  name,
  role,
  undo_seconds,
  draft_threshold,
  sign_off,
  hours,
  timezone,
  replay_allowed,
}) {
  const locked = role !== 'owner'
  const said = html`<p class="small" role="alert"></p>`
  const undo = /** @type {HTMLSelectElement} */ (
    html`<select class="input small" ?disabled=${locked}>${choices(undo_seconds)}</select>`
  )
  const wanted = /** @type {HTMLSelectElement} */ (
    html`<select class="input small" ?disabled=${locked}>${thresholds(draft_threshold)}</select>`
  )
  const closing = /** @type {HTMLTextAreaElement} */ (
    html`<textarea class="input" rows="3" maxlength="2000" dir="auto" ?disabled=${locked} .value=${sign_off}></textarea>`
  )
  const open = /** @type {HTMLTextAreaElement} */ (
    html`<textarea class="input" rows="2" maxlength="500" dir="auto" ?disabled=${locked} placeholder=${t('settings.hours_like')} .value=${hours}></textarea>`
  )
  const zone = /** @type {HTMLSelectElement} */ (
    html`<select class="input" ?disabled=${locked}>${zones(timezone)}</select>`
  )
  const save = (/** @type {object} */ change, /** @type {() => void} */ undone) => {
    said.classList.remove('wrong')
    said.textContent = ''
    return attempt(
      async () => {
        await api.patch(`/api/account/clients/${id}`, change)
        announce(t('save.saved'))
        said.textContent = t('save.saved')
      },
      (sentence) => {
        undone()
        said.classList.add('wrong')
        said.textContent = sentence
      },
    )
  }
  /** Saved as soon as it is chosen, and taken back when refused. @param {HTMLSelectElement} select @param {string} name */
  const saveOnce = (select, name) => {
    let kept = select.value
    select.addEventListener('change', async () => {
      const before = kept
      kept = select.value
      await save({ [name]: Number(kept) }, () => {
        kept = before
        select.value = before
      })
    })
  }
  saveOnce(undo, 'undo_seconds')
  saveOnce(wanted, 'draft_threshold')
  const about = `replay-${id}`
  const replay = /** @type {HTMLInputElement} */ (
    html`<input type="checkbox" aria-describedby=${about} ?disabled=${locked} .checked=${replay_allowed} />`
  )
  replay.addEventListener('change', () =>
    save({ replay_allowed: replay.checked }, () => {
      replay.checked = !replay.checked
    }),
  )
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault()
    save({ sign_off: closing.value, hours: open.value, timezone: zone.value }, () => closing.focus())
  }
  return html`<section class="settings" aria-label=${name}>
    <h2><bdi>${name}</bdi></h2>
    <label class="switch"><span>${t('settings.undo')}</span>${undo}</label>
    <label class="switch"><span>${t('settings.threshold')}</span>${wanted}</label>
    <form class="settings" @submit=${submit}>
      <label class="field"><span class="label">${t('settings.sign_off')}</span>${closing}</label>
      <label class="field"><span class="label">${t('settings.hours')}</span>${open}</label>
      <label class="field"><span class="label">${t('settings.timezone')}</span>${zone}</label>
      ${!locked && html`<div><button class="button">${t('settings.save')}</button></div>`}
    </form>
    <label class="switch"><span>${t('settings.replay')}</span>${replay}</label>
    <p class="soft small" id=${about}>${t('settings.replay_how')}</p>
    ${locked && html`<p class="soft small">${t('settings.owners_only')}</p>`}
    ${said}
    ${!locked && budgetSettings(id)}
  </section>`
}

/** @param {string} chosen */
function zones(chosen) {
  const names = [...new Set(['UTC', chosen, ...Intl.supportedValuesOf('timeZone')])]
  return names.map(
    (name) => html`<option value=${name} ?selected=${name === chosen}>${name.replaceAll('_', ' ')}</option>`,
  )
}

/** Three words with their figures, and whatever figure was chosen elsewhere. @param {number} chosen */
function thresholds(chosen) {
  const named = Object.entries(THRESHOLDS).map(([name, count]) => ({
    count,
    words: label('draft_threshold', name, { count }),
  }))
  const other = { count: chosen, words: label('draft_threshold', 'other', { count: chosen }) }
  return [...named, ...(named.some(({ count }) => count === chosen) ? [] : [other])].map(
    ({ count, words }) => html`<option value=${count} ?selected=${count === chosen}>${words}</option>`,
  )
}

/** Also one that was chosen elsewhere. @param {number} chosen */
function choices(chosen) {
  const windows = [...new Set([...WINDOWS, chosen])].sort((a, b) => a - b)
  return windows.map((count) => {
    const words = count > 0 ? t('settings.seconds', { count }) : t('settings.at_once')
    return html`<option value=${count} ?selected=${count === chosen}>${words}</option>`
  })
}
