import type { Block } from './blocks/block.ts'

/** As SQL `store_passages` takes it. */
export type Cut = { headings: string[]; page: number | null; begins: number; ends: number; body: string }

type Place = Pick<Cut, 'headings' | 'page'>

const ENOUGH = 120
const MOST = 220
/** A rest shorter than this belongs to what it follows. */
const REST = 40
const MOST_CHARACTERS = 4000

/**
 * Cuts a document into passages of about 120 to 220 words: along its paragraphs, within one where it is longer, and
 * never across a heading or a page. `begins` and `ends` are places in the document's text, its paragraphs parted by blank lines.
 */
export function split(blocks: Block[]): Cut[] {
  const cuts: Cut[] = []
  let open: (Cut & { words: number }) | undefined
  const close = () => {
    if (!open) return
    const { words, ...cut } = open
    const last = cuts.at(-1)
    if (words < REST && last && same(last, cut) && wordsIn(last.body) + words <= MOST) {
      Object.assign(last, { body: `${last.body}\n\n${cut.body}`, ends: cut.ends })
    } else cuts.push(cut)
    open = undefined
  }

  for (const { text, headings, page, begins } of piecesOf(blocks)) {
    const words = wordsIn(text)
    if (open && (!same(open, { headings, page }) || open.words + words > MOST)) close()
    open = open
      ? { ...open, body: `${open.body}\n\n${text}`, ends: begins + text.length, words: open.words + words }
      : { headings, page, begins, ends: begins + text.length, body: text, words }
    if (open.words >= ENOUGH) close()
  }
  close()
  return cuts
}

const same = (one: Place, other: Place) =>
  one.page === other.page && one.headings.join('\n') === other.headings.join('\n')

function* piecesOf(blocks: Block[]): Generator<Block & { begins: number }> {
  let at = 0
  for (const block of blocks) {
    let within = 0
    for (const text of sentencesOf(block.text)) {
      const place = block.text.indexOf(text, within)
      within = place + text.length
      yield { ...block, text, begins: at + place }
    }
    at += block.text.length + 2
  }
}

/** A paragraph, or as many whole sentences of it at a time as make a passage. */
function sentencesOf(paragraph: string): string[] {
  if (wordsIn(paragraph) <= MOST && paragraph.length <= MOST_CHARACTERS) return [paragraph]
  const pieces: string[] = []
  let [begins, ends] = [0, 0]
  for (const sentence of paragraph.match(/[^.!?。！？\n]+(?:[.!?。！？\n]+["”»)]*\s*|$)|[.!?。！？\n]+\s*/g) ?? [
    paragraph,
  ]) {
    if (ends > begins && wordsIn(paragraph.slice(begins, ends + sentence.length)) > MOST) {
      pieces.push(paragraph.slice(begins, ends))
      begins = ends
    }
    ends += sentence.length
  }
  pieces.push(paragraph.slice(begins))
  return pieces.flatMap(chopped).flatMap((piece) => piece.trim() || [])
}

/** A sentence without end is cut where words end, or anywhere. */
function chopped(text: string): string[] {
  const pieces: string[] = []
  let rest = text
  while (wordsIn(rest) > MOST || rest.length > MOST_CHARACTERS) {
    const most = Math.min(MOST_CHARACTERS, endOfWords(rest))
    const space = rest.lastIndexOf(' ', most)
    const end = space > most / 2 ? space : most
    pieces.push(rest.slice(0, end).toWellFormed())
    rest = rest.slice(end)
  }
  return [...pieces, rest]
}

function endOfWords(text: string): number {
  const nth = [...text.slice(0, 2 * MOST_CHARACTERS).matchAll(/\s+/g)][MOST - 1]
  return nth?.index ?? MOST * 6
}

/** Scripts that part no words have about one in every six letters. */
const wordsIn = (text: string): number => {
  const parted = text.trim().split(/\s+/).length
  return Math.max(parted, Math.floor(text.length / 12))
}
