import type { Claim, Piece } from '../claims/schema.ts'

type Place = { piece: string; start: number; end: number }

/** Digits of any script, as far as they belong together: "15,000", "١٥:٣٠". */
const FIGURES = /\p{Nd}+(?:[.,:/٫٬'’-]\p{Nd}+)*/gu
const GROUPING = /[.,٬'’](?=\d{3}(?!\d))/g

/**
 * Figures where the finders of claims read none: in digits of another script ("١٥٠"), or grown together with its letters
 * ("15,000円"). What they count is not understood; each has the place where the same figure stands, if there is one.
 */
export function figuresIn(body: string, read: Claim[], pieces: Piece[]): { text: string; place: Place | undefined }[] {
  const unread = tokens(body).filter(
    ({ text, start, end }) =>
      (/[^\P{Nd}0-9]/u.test(text) ||
        /\p{Lo}$/u.test(body.slice(Math.max(0, start - 2), start)) ||
        /^\p{Lo}/u.test(body.slice(end, end + 2))) &&
      !read.some((claim) => claim.start < end && start < claim.end),
  )
  if (unread.length === 0) return []

  const places = new Map<string, Place>()
  for (const { id, text } of pieces)
    for (const { text: figure, start, end } of tokens(text))
      if (!places.has(plain(figure))) places.set(plain(figure), { piece: id, start, end })
  return unread.map(({ text, end }) => ({
    text: text + (/^[\p{Script=Han}\p{Script=Hangul}]/u.exec(body.slice(end, end + 2))?.[0] ?? ''),
    place: places.get(plain(text)),
  }))
}

const tokens = (text: string) =>
  [...text.matchAll(FIGURES)].map(({ 0: figure, index }) => ({
    text: figure,
    start: index,
    end: index + figure.length,
  }))

/** In 0 to 9, without what only groups them. */
const plain = (figure: string): string =>
  figure
    .replace(/\p{Nd}/gu, digit)
    .replace(GROUPING, '')
    .replace(/[٫,]/g, '.')

/** Those of a script stand in a row, from zero to nine. */
function digit(one: string): string {
  const at = one.codePointAt(0) ?? 0
  let zero = at
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1
  return String((at - zero) % 10)
}
