/** @import { Problem } from '../shared/api.js' */
/** @typedef {keyof typeof import('./locales/en.json')} Key */
import { problemFrom } from '../shared/api.js'
import { button, find, html } from '../shared/html.js'

/** @type {Record<string, string | Record<string, string>>} */
let words = {}

/** @type {'en' | 'ar'} */
export let language = document.documentElement.lang === 'ar' ? 'ar' : 'en'

export async function speak(asked = language) {
  const loaded = await import(`./locales/${asked}.json`, { with: { type: 'json' } })
  words = loaded.default
  language = asked
  for (const place of document.querySelectorAll('[data-t]'))
    place.textContent = say(place.getAttribute('data-t') ?? '') ?? ''
  document.documentElement.lang = asked
  document.documentElement.dir = asked === 'ar' ? 'rtl' : 'ltr'
}

/** `{name}` is filled in, and `count` chooses the plural. @param {Key} key @param {Record<string, string | number>} [values] */
export function t(key, values) {
  return say(key, values) ?? key
}

/** An enum's value, such as `label('skip_reason', 'newsletter')`. @param {string} group @param {string} value @param {Record<string, string | number>} [values] */
export function label(group, value, values) {
  return say(`${group}.${value}`, values) ?? value
}

/** The API speaks English; elsewhere our own words stand in. @param {Problem} problem */
export function explain({ code, message }) {
  return (language === 'en' && message) || (say(`error.${code}`) ?? t('error.unexpected'))
}

/** Tried again by hand, and by itself once there is a connection again. @param {Problem} problem @param {() => void} retry */
export function failure(problem, retry) {
  const { requestId, unreachable } = problem
  const place = html`<div class="failure" role="alert">
    <p>${explain(problem)}</p>
    ${requestId && html`<p class="soft small">${t('failure.reference')} <code dir="ltr">${requestId}</code></p>`}
    ${button('', t('failure.retry'), retry)}
  </div>`
  if (unreachable) window.addEventListener('online', () => place.isConnected && retry(), { once: true })
  return place
}

/** To a screen reader, without moving anyone. @param {string} text */
export function announce(text) {
  const region = find(document, '#announcements', HTMLElement)
  region.replaceChildren()
  // Equal sentences in a row are read twice only when it was empty in between.
  requestAnimationFrame(() => region.replaceChildren(text))
}

/** Does it, or says why not. @param {() => Promise<void>} act @param {(sentence: string) => void} [wrong] */
export async function attempt(act, wrong = announce) {
  try {
    await act()
  } catch (error) {
    wrong(explain(problemFrom(error)))
  }
}

/** Today the hour, this year the day, otherwise the date; all of it on asking. @param {string} iso */
export function when(iso) {
  const at = new Date(iso)
  const now = new Date()
  const thisYear = at.getFullYear() === now.getFullYear()
  const day = dates(thisYear ? { day: 'numeric', month: 'short' } : { dateStyle: 'medium' })
  const brief = at.toDateString() === now.toDateString() ? format.hour : day
  return html`<time datetime=${iso} title=${dates({ dateStyle: 'full', timeStyle: 'short' })(iso)}>${brief(iso)}</time>`
}

export const format = {
  moment: dates({ dateStyle: 'medium', timeStyle: 'short' }),
  hour: dates({ hour: 'numeric', minute: '2-digit' }),

  /** "3 minutes ago". @param {string} iso */
  ago(iso) {
    const minutes = Math.min(0, (Date.parse(iso) - Date.now()) / 60_000)
    const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' })
    if (minutes > -60) return relative.format(Math.ceil(minutes), 'minute')
    if (minutes > -1440) return relative.format(Math.round(minutes / 60), 'hour')
    return relative.format(Math.round(minutes / 1440), 'day')
  },

  /** @param {number} bytes */
  size(bytes) {
    const [amount, unit] = bytes < 1e6 ? [Math.ceil(bytes / 1e3), 'kilobyte'] : [bytes / 1e6, 'megabyte']
    return amount.toLocaleString(region(), { style: 'unit', unit, maximumFractionDigits: 1 })
  },

  /** "12 sec", "3 min", "1.5 hr". @param {number} ms */
  duration(ms) {
    const [amount, unit] = ms < 6e4 ? [ms / 1e3, 'second'] : ms < 36e5 ? [ms / 6e4, 'minute'] : [ms / 36e5, 'hour']
    return amount.toLocaleString(region(), { style: 'unit', unit, maximumFractionDigits: unit === 'hour' ? 1 : 0 })
  },

  share: (/** @type {number} */ of) => of.toLocaleString(region(), { style: 'percent', maximumFractionDigits: 0 }),

  /** "a, b and c". @param {string[]} parts */
  list: (parts) => new Intl.ListFormat(language).format(parts),

  /** US dollars, also of less than a cent. @param {number} amount */
  money: (amount) =>
    amount.toLocaleString(region(), { style: 'currency', currency: 'USD', maximumSignificantDigits: 2 }),

  /** US dollars and cents. @param {number} amount */
  dollars: (amount) => amount.toLocaleString(region(), { style: 'currency', currency: 'USD' }),

  number: (/** @type {number} */ value) => value.toLocaleString(region()),

  /** @param {string} code ISO 639-1 */
  language(code) {
    const names = new Intl.DisplayNames(language, { type: 'language' })
    return /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(code) ? names.of(code) : code
  },
}

/** @param {string} key @param {Record<string, string | number>} [values] */
function say(key, values = {}) {
  const found = words[key]
  if (found === undefined) return undefined
  const plural = new Intl.PluralRules(language).select(Number(values.count))
  const text = typeof found === 'string' ? found : (found[plural] ?? found.other ?? key)
  return text.replace(/\{(\w+)\}/g, (_, name) => (values[name] ?? '').toLocaleString(language))
}

/** @param {Intl.DateTimeFormatOptions} options @returns {(iso: string) => string} */
function dates(options) {
  return (iso) => new Date(iso).toLocaleString(region(), options)
}

/** Where the reader is: en-GB rather than en. */
function region() {
  return navigator.languages.find((name) => name.startsWith(language)) ?? language
}
