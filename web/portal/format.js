import { preferences } from './preferences.js'

/** Dates, sizes and languages as the reader writes them. */
export const format = {
  /** Today the hour, this year the day, otherwise the date. @param {string} iso */
  brief(iso) {
    const at = new Date(iso)
    const now = new Date()
    if (at.toDateString() === now.toDateString()) return dates({ hour: 'numeric', minute: '2-digit' }).format(at)
    if (at.getFullYear() === now.getFullYear()) return dates({ day: 'numeric', month: 'short' }).format(at)
    return dates({ dateStyle: 'medium' }).format(at)
  },

  /** @param {string} iso */
  full: (iso) => dates({ dateStyle: 'full', timeStyle: 'short' }).format(new Date(iso)),

  /** @param {string} iso */
  moment: (iso) => dates({ dateStyle: 'medium', timeStyle: 'short' }).format(new Date(iso)),

  /** @param {string} iso */
  hour: (iso) => dates({ hour: 'numeric', minute: '2-digit' }).format(new Date(iso)),

  /** "3 minutes ago". @param {string} iso */
  ago(iso) {
    const seconds = Math.min(0, (Date.parse(iso) - Date.now()) / 1000)
    const relative = new Intl.RelativeTimeFormat(preferences.language, { numeric: 'auto' })
    if (seconds > -60) return relative.format(0, 'minute')
    if (seconds > -3600) return relative.format(Math.round(seconds / 60), 'minute')
    if (seconds > -86_400) return relative.format(Math.round(seconds / 3600), 'hour')
    return relative.format(Math.round(seconds / 86_400), 'day')
  },

  /** @param {number} bytes */
  size(bytes) {
    const [amount, unit] = bytes < 1_000_000 ? [Math.max(1, bytes / 1000), 'kilobyte'] : [bytes / 1_000_000, 'megabyte']
    const digits = unit === 'megabyte' ? 1 : 0
    return numbers({ style: 'unit', unit, maximumFractionDigits: digits }).format(amount)
  },

  /** @param {number} value */
  number: (value) => numbers().format(value),

  /** @param {string} code ISO 639-1 */
  language(code) {
    const names = new Intl.DisplayNames(preferences.language, { type: 'language', fallback: 'code' })
    return /^[a-z]{2,3}(-[a-z0-9]+)*$/i.test(code) ? (names.of(code) ?? code) : code
  },
}

/** @param {Intl.DateTimeFormatOptions} options */
function dates(options) {
  return new Intl.DateTimeFormat(region(), options)
}

/** @param {Intl.NumberFormatOptions} [options] */
function numbers(options) {
  return new Intl.NumberFormat(region(), options)
}

/** The chosen language as it is written where the reader is: en-GB rather than en. */
function region() {
  return navigator.languages.find((name) => name.startsWith(preferences.language)) ?? preferences.language
}
