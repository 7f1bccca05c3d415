import { fold } from './fold.ts'
import { sentences } from './promises.ts'
import type { Piece } from './schema.ts'

type Place = { piece: string; start: number; end: number }

/** Of what a promise says, so much must be said in one or two sentences of ours. */
const ENOUGH = 0.6

/** Finds where the owner, or what they know, has promised the same: their word, never a correspondent's. */
export function promiseIndex(pieces: Piece[]): (promise: string) => Place | null {
  const own = pieces.filter(({ source }) => source === 'outbound' || source === 'passage' || source === 'fact')
  const windows = own.flatMap(({ id, text }) => {
    const found = sentences(text.slice(0, 50_000))
    return found.map(({ start }, index) => {
      const end = found[index + 1]?.end ?? found[index]?.end ?? start
      return { piece: id, start, end, stems: new Set(stemsOf(text.slice(start, end))) }
    })
  })
  return (promise) => {
    const stems = [...new Set(stemsOf(promise))]
    if (!stems.length) return null
    const scored = windows.map((window) => ({ window, score: stems.filter((stem) => window.stems.has(stem)).length }))
    const best = scored.reduce((most, one) => (one.score > most.score ? one : most), {
      window: null as Place | null,
      score: 0,
    })
    if (!best.window || best.score < ENOUGH * stems.length) return null
    return { piece: best.window.piece, start: best.window.start, end: best.window.end }
  }
}

/** Words that carry meaning, cut to where inflection begins. Figures are claims of their own. */
const stemsOf = (text: string): string[] =>
  (fold(text).match(/\p{L}{4,}/gu) ?? []).filter((word) => !EMPTY.has(word)).map((word) => word.slice(0, 5))

const EMPTY = new Set(
  `will have shall your yours with that this from they them their been being were would could should then than also here well before after until
there please find very just once soon werden werde wird haben habe hatte ihnen ihre ihren ihrer unsere unser einen einem
einer eine dann auch noch schon sehr gern gerne sich vous nous votre notre avons avez avec pour dans cette bien sera
serez vers plus leur sont tous tout usted nuestro nuestra para como este esta esto sera hemos pues todo todos cuando`.split(
    /\s+/,
  ),
)
