import { checkClaims } from '../claims/check.ts'
import { claimsIn } from '../claims/claims-in.ts'
import { isHolding } from '../claims/holding.ts'
import { foreignLinks } from '../claims/links.ts'
import type { Moment } from '../claims/schema.ts'
import type { Evidence, Source } from './evidence.ts'
import { figuresIn } from './figures.ts'
import type { DraftClaim } from './schema.ts'

/** What is cited of a source: the place itself, and so much on either side of it. */
const AROUND = 80
/** So many places are cited; what has none is marked however much there is of it. */
const MOST_CITED = 100
const MOST_OF_A_LINK = 300

/** Nothing says so that could know: another conversation does (`elsewhere`), or only a correspondent (`message_id`). */
type Open = { source: null; elsewhere?: boolean } & Partial<Omit<Source, 'source'>>

export type FoundClaim = Pick<DraftClaim, 'kind' | 'text' | 'quote'> & (Source | Open)

type Place = { piece: string; start: number; end: number }

/** Everything a draft says that can be true or false, each with the place that says the same, if there is one. */
export function checkBody(body: string, language: string, { pieces, sourceOf }: Evidence, now: Moment): FoundClaim[] {
  const texts = new Map(pieces.map(({ id, text }) => [id, text]))
  const claims = claimsIn(body, language, now).filter(
    ({ kind, text }) => kind !== 'promise' || !isHolding(text, language),
  )
  const checked = checkClaims(claims, { now, pieces }, language)
  const cited = ({ kind, text }: Pick<DraftClaim, 'kind' | 'text'>, place?: Place | null): FoundClaim => {
    if (!place) return { kind, text, quote: '', source: null }
    return { kind, text, quote: quoteOf(texts.get(place.piece) ?? '', place), ...sourceOf(place.piece) }
  }
  const found = checked.map((claim): FoundClaim => {
    if (claim.support || !claim.theirs) return cited(claim, claim.support)
    return { ...cited(claim, claim.theirs), source: null }
  })
  const figures = figuresIn(body, claims, pieces).map(({ text, place }) => cited({ kind: 'number', text }, place))
  const foreign = foreignLinks(body, [...texts.values()])
    .map(({ text }) => text.slice(0, MOST_OF_A_LINK).toWellFormed())
    .filter((text) => body.includes(text))
  const marks = foreign.map((text) => ({ kind: 'url' as const, text, quote: '', source: null }))
  const said = once([...marks, ...[...found, ...figures].filter((claim) => !isWithin(claim, foreign))])
  const supported = said.filter(({ source }) => source !== null).slice(0, MOST_CITED)
  return said.filter((claim) => claim.source === null || supported.includes(claim))
}

const isWithin = ({ kind, text }: { kind: string; text: string }, links: string[]) =>
  kind === 'url' && links.some((link) => link.includes(text))

/** The place and what stands around it, from one word's beginning to another's end. */
function quoteOf(text: string, { start, end }: { start: number; end: number }): string {
  const before = text.slice(Math.max(0, start - AROUND), start).replace(start > AROUND ? /^\S*\s/ : /^/, '')
  const after = text.slice(end, end + AROUND).replace(end + AROUND < text.length ? /\s\S*$/ : /$/, '')
  return `${before}${text.slice(start, Math.min(end, start + 300))}${after}`.replace(/\s+/g, ' ').toWellFormed().trim()
}

/** What is said twice, or by two wordings, is one claim. */
export const once = (claims: FoundClaim[]): FoundClaim[] => [
  ...new Map(claims.map((claim) => [`${claim.kind} ${claim.text}`, claim])).values(),
]
