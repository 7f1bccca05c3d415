import { fold } from './fold.ts'
import type { Piece } from './schema.ts'

type Place = { piece: string; start: number; end: number }
type Word = Place & { text: string }

const PARTICLES = /^(?:von|van|de|del|di|da|du|der|den|la|los|las|ter)$/

/**
 * Finds who is named in the evidence. All parts of a name must stand together, in either order, with at most one more
 * between them: a first name from one person and a last name from another name somebody who is not there.
 */
export function nameIndex(pieces: Piece[]): (name: string) => Place | null {
  const words: Word[] = []
  const places = new Map<string, number[]>()
  for (const piece of pieces) {
    for (const match of piece.text.slice(0, 50_000).matchAll(/\p{L}[\p{L}\p{M}]*(?:['’-][\p{L}\p{M}]+)*/gu)) {
      // An address written in small letters names its owner all the same.
      const beside = piece.text[match.index - 1] ?? ''
      const after = piece.text[match.index + match[0].length] ?? ''
      if (!/^\p{Lu}/u.test(match[0]) && !/[@._]/.test(beside + after) && !PARTICLES.test(match[0])) continue
      const text = fold(match[0]).replace(/'s$/, '')
      words.push({ text, piece: piece.id, start: match.index, end: match.index + match[0].length })
      for (const one of new Set([text, text.replace(/s$/, '')])) {
        const known = places.get(one)
        if (known) known.push(words.length - 1)
        else places.set(one, [words.length - 1])
      }
    }
  }
  const at = (name: string[]): Place | null => {
    for (const first of places.get(name[0] ?? '') ?? places.get((name[0] ?? '').replace(/s$/, '')) ?? []) {
      const last = together(words, first, name)
      const [from, to] = [words[first], words[last]]
      if (from && to) return { piece: from.piece, start: from.start, end: to.end }
    }
    return null
  }
  return (name) => {
    const parts = name.split(' ').filter((part) => part.length > 1)
    const turned = parts.length === 2 ? at(parts.toReversed()) : null
    return at(parts) ?? turned ?? apart(parts, at)
  }
}

/** Where the last part of a name stands if it begins here; -1 where it does not. */
function together(words: Word[], first: number, name: string[]): number {
  let place = first
  for (const part of name.slice(1)) {
    const next = [place + 1, place + 2].find(
      (one) => same(words[one], part) && words[one]?.piece === words[first]?.piece,
    )
    if (next === undefined || (words[next]?.start ?? 0) - (words[place]?.end ?? 0) > 25) return -1
    place = next
  }
  return place
}

const same = (word: Word | undefined, part: string) =>
  word?.text === part || word?.text === part.replace(/s$/, '') || `${part}s` === word?.text

/** "Ana Ruiz de Valle Notaries" may be two names; each must then be there by itself. */
function apart(parts: string[], at: (name: string[]) => Place | null): Place | null {
  const cut = parts.findIndex((part) => PARTICLES.test(part))
  if (cut <= 0) return null
  const [head, tail] = [at(parts.slice(0, cut)), at(parts.slice(cut).filter((part) => !PARTICLES.test(part)))]
  return head && tail ? head : null
}
