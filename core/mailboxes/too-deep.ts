import { Parser } from 'htmlparser2'

const DEEPEST = 1000
const HARMLESS = 20_000
const STEP = 16_000

/** Every open element costs the parser a step for each further one: what nests without end ends here. */
export function untilTooDeep(html: string): string {
  // Too short to nest so deep that it takes long.
  if (html.length < HARMLESS) return html
  let [depth, end] = [0, html.length]
  const parser = new Parser({
    onopentag() {
      if (++depth > DEEPEST) end = Math.min(end, parser.startIndex)
    },
    onclosetag() {
      depth--
    },
  })
  for (let at = 0; at < end; at += STEP) parser.write(html.slice(at, at + STEP))
  return html.slice(0, end)
}
