import { claimsIn } from './claims-in.ts'
import { dayOf, isoOf, monthFrom, weekOf } from './days.ts'
import { languageOf } from './languages.ts'
import { nameIndex } from './name-index.ts'
import { promiseIndex } from './promise-index.ts'
import type { Checked, Claim, ClaimKind, Evidence, Piece } from './schema.ts'

type Place = { piece: string; start: number; end: number }
type Index = Map<string, Place>

/**
 * Holds each claim against what is known. Supported is only what somebody said: a sum, a share or a day counted from
 * another is arithmetic, and arithmetic is where a model errs. Spellings do not matter, meanings do.
 */
export function checkClaims(claims: Claim[], evidence: Evidence, language: string): Checked[] {
  const facts = factIndex(evidence, language)
  const nameAt = nameIndex(evidence.pieces)
  const promiseAt = promiseIndex(evidence.pieces)
  return claims.map((claim) => {
    if (claim.kind === 'name') return { ...claim, support: first(claim.values.map(nameAt)), theirs: null }
    if (claim.kind === 'promise') return { ...claim, support: promiseAt(claim.values[0] ?? ''), theirs: null }
    const keys = claim.values.flatMap((value) => asked(claim.kind, value))
    const said = first(keys.map((key) => facts.get(key)))
    if (!claim.ours) return { ...claim, support: said, theirs: null }
    const own = first(keys.map((key) => facts.get(`own ${key}`)))
    return { ...claim, support: own, theirs: own ? null : said }
  })
}

const first = (places: (Place | null | undefined)[]): Place | null => places.find((place) => place) ?? null

/** What the business itself has written, or has been told by its people. */
const isOwn = ({ source }: Piece) => source !== 'inbound' && source !== 'attachment'

/** Everything the evidence says, by what it means. The first to say it is the one that is cited. */
function factIndex({ now, pieces }: Evidence, language: string): Index {
  const index: Index = new Map()
  for (const piece of pieces) {
    const moment = piece.at === undefined ? undefined : { at: piece.at, zone: now.zone }
    for (const token of tokensOf(piece.text)) remember(index, `token ${token.text}`, piece, token)
    const languages = new Set([piece.language ?? languageOf(piece.text), language])
    for (const one of languages) {
      for (const claim of claimsIn(piece.text, one, moment)) {
        for (const value of claim.values)
          for (const key of told(claim.kind, value, piece)) remember(index, key, piece, claim)
      }
    }
  }
  const today = { piece: 'today', start: 0, end: 0 }
  for (const value of wider(isoOf(dayOf(now)))) if (!index.has(`date ${value}`)) index.set(`date ${value}`, today)
  return index
}

/** Who says it first is cited; and who of the business does, where only the business can know. */
function remember(index: Index, key: string, piece: Piece, { start, end }: Pick<Claim, 'start' | 'end'>): void {
  for (const one of isOwn(piece) ? [key, `own ${key}`] : [key]) {
    if (!index.has(one)) index.set(one, { piece: piece.id, start, end })
  }
}

/** A reference is found whether or not the evidence says what it refers to. */
function* tokensOf(text: string) {
  for (const { 0: token, index } of text.slice(0, 50_000).matchAll(/[\p{L}\p{N}][\p{L}\p{N}/_.-]{2,40}/gu)) {
    const plain = token.toUpperCase().replace(/[^\p{L}\p{N}]/gu, '')
    if (/\d/.test(plain)) yield { text: plain, start: index, end: index + token.length }
  }
}

/** An amount without a currency is still that amount; a number on its own may be any of these. */
const AMOUNTS = new Set<ClaimKind>(['number', 'money', 'percent', 'duration', 'reference'])

function told(kind: ClaimKind, value: string, { at }: Piece): string[] {
  if (kind === 'date')
    return value.startsWith('wd:') && at !== undefined ? [] : wider(value).map((one) => `date ${one}`)
  const keys = [`${kind} ${value}`]
  if (kind === 'phone') keys.push(`phone ~${national(value)}`)
  if (kind === 'url') keys.push(`host ${value.replace(/[/?#].*$/s, '')}`)
  const amount = /^\d+(?:\.\d+)?/.exec(value)?.[0]
  if (AMOUNTS.has(kind) && amount) keys.push(`amount ${amount}`)
  if (kind === 'number') keys.push(`plain ${amount}`)
  return keys
}

function asked(kind: ClaimKind, value: string): string[] {
  const keys = [`${kind} ${value}`]
  const amount = /^\d+(?:\.\d+)?/.exec(value)?.[0]
  if (kind === 'number') keys.push(`amount ${value}`)
  if (kind === 'money' && Number(amount) >= 100) keys.push(`plain ${amount}`)
  if (kind === 'reference') keys.push(`token ${value}`)
  if (kind === 'phone') keys.push(`phone ~${national(value)}`)
  return keys
}

/** Whoever says the day has said its week, its month and its year. */
function wider(value: string): string[] {
  if (/^\d{4}-\d{2}$/.test(value)) return [value, value.slice(0, 4), `--${value.slice(5)}`]
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return [value]
  const day = Date.parse(value) / 86_400_000
  return [
    value,
    monthFrom(day, 0),
    value.slice(0, 4),
    weekOf(day),
    `--${value.slice(5, 7)}`,
    value.slice(4).replace('-', '--'),
  ]
}

/** What is left of a telephone number when country and trunk prefix are not told. */
const national = (phone: string) => phone.replace(/^\+\d{2}/, '').replace(/^0+/, '')
