/** @import { Problem } from '../shared/api.js' */
/** @typedef {keyof typeof import('./locales/en.json')} Key */
/** @typedef {Record<string, string | Record<string, string>>} Words */

/** @type {Words} */
let words = {}
let language = 'en'
let plurals = new Intl.PluralRules(language)

/** Loads a language; everything shown from then on is in it. @param {'en' | 'ar'} asked */
export async function speak(asked) {
  const loaded = await import(`./locales/${asked}.json`, { with: { type: 'json' } })
  words = loaded.default
  language = asked
  plurals = new Intl.PluralRules(asked)
  document.documentElement.lang = asked
  document.documentElement.dir = asked === 'ar' ? 'rtl' : 'ltr'
}

/** The words for a key; `{name}` is filled in, and `count` chooses the plural. @param {Key} key @param {Record<string, string | number>} [values] */
export function t(key, values = {}) {
  return say(key, values) ?? key
}

/** The label of an enum's value, such as `label('skip_reason', 'newsletter')`. @param {string} group @param {string} value */
export function label(group, value) {
  return say(`${group}.${value}`, {}) ?? value
}

/** One sentence about what went wrong. The API speaks English, so elsewhere our own words stand in. @param {Problem} problem */
export function explain(problem) {
  if (language === 'en' && problem.message) return problem.message
  return say(`error.${problem.code}`, {}) ?? t('error.unexpected')
}

/** @param {string} key @param {Record<string, string | number>} values */
function say(key, values) {
  const found = words[key]
  if (found === undefined) return undefined
  const text = typeof found === 'string' ? found : (found[plurals.select(Number(values.count))] ?? found.other ?? key)
  return text.replace(/\{(\w+)\}/g, (_, name) => {
    const value = values[name] ?? ''
    return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value
  })
}
