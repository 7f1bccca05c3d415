import { perLanguage } from './pattern.ts'
import { sentences } from './promises.ts'
import type { ClaimKind } from './schema.ts'
import type { Words } from './words.ts'

const terms = perLanguage((words) => words && new RegExp(words.terms, 'iu'))
/** ISO 13616: country, two check digits, up to thirty characters. */
const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/

type Said = { kind: ClaimKind; start: number; values: string[] }

/**
 * Tells of what only the business can say: what it asks for its work, which discount it gives, where money is to be paid
 * and where its pages are. That a correspondent says so proves nothing; repeated by the business it is a commitment, or a
 * fraud.
 */
export function oursIn(text: string, words?: Words): (claim: Said) => boolean {
  const known = terms(words)
  const priced = known ? sentences(text).filter(({ start, end }) => known.test(text.slice(start, end))) : []
  return ({ kind, start, values }) => {
    if (kind === 'url') return true
    if (kind === 'reference') return values.some((value) => IBAN.test(value))
    if (kind !== 'money' && kind !== 'percent') return false
    return priced.some((sentence) => sentence.start <= start && start < sentence.end)
  }
}
