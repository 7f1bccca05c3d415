import { Parser } from 'htmlparser2'

const DEEPEST = 1000
/** Tags, and pieces of text between them: a long letter has some ten thousand. */
const MOST_CRUMBS = 100_000
const HARMLESS = 20_000
const STEP = 16_000

/** Every open element costs the parser a step for each further one: what nests without end ends here, and so do crumbs. */
export function untilTooDeep(html: string): string {
  // Too short to nest so deep that it takes long.
  if (html.length < HARMLESS) return html
  let [depth, crumbs, end] = [0, 0, html.length]
  const parser = new Parser({
    onopentag() {
      if (++depth > DEEPEST || ++crumbs > MOST_CRUMBS) end = Math.min(end, parser.startIndex)
    },
    ontext() {
      if (++crumbs > MOST_CRUMBS) end = Math.min(end, parser.startIndex)
    },
    onclosetag() {
      depth--
    },
  })
  for (let at = 0; at < end; at += STEP) parser.write(html.slice(at, at + STEP))
  return html.slice(0, end)
}
