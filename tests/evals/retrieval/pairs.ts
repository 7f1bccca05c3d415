import { readFileSync } from 'node:fs'

/**
 * With the words of the passage, and a slip here and there; the same, typed in haste; or around the corner, in hardly a
 * word of it.
 */
export const MANNERS = ['plainly', 'in haste', 'in other words'] as const

/** A question as a client would write it, and the passage that answers it: what its source and its heading are called. */
export type Pair = {
  language: string
  title: string
  heading: string
  question: string
  asked: (typeof MANNERS)[number]
  held: boolean
}
export type Document = { title: string; text: string }

const LANGUAGES = ['en', 'de', 'fr', 'es']

/** Documents as a business would write them, in Markdown; a line that begins with a question mark asks for what stands above it. */
export function readPairs(): { pairs: Pair[]; documents: Document[] } {
  const pairs: Pair[] = []
  const documents: Document[] = []
  for (const language of LANGUAGES) {
    const file = readFileSync(new URL(`${language}.md`, import.meta.url), 'utf8')
    for (const written of file.split(/^# /m).slice(1)) {
      const [title = '', ...lines] = written.split('\n')
      documents.push({ title, text: lines.filter((line) => !line.startsWith('?')).join('\n') })
      let heading = ''
      for (const line of lines) {
        if (line.startsWith('## ')) heading = line.slice(3)
        // Every third passage was looked at once, when all else stood.
        const held = Math.floor(pairs.length / MANNERS.length) % 3 === 2
        const pair = { language, title, heading, held }
        const question = line.replace(/^\?+ /, '')
        if (line.startsWith('? ')) pairs.push({ ...pair, question, asked: 'plainly' })
        if (line.startsWith('? ')) pairs.push({ ...pair, question: hastily(question), asked: 'in haste' })
        if (line.startsWith('?? ')) pairs.push({ ...pair, question, asked: 'in other words' })
      }
    }
  }
  return { pairs, documents }
}

/** In every other word of more than four letters, the third and the fourth have changed places. */
function hastily(question: string): string {
  let nth = 0
  return question.replace(/\p{L}{5,}/gu, (word) => (nth++ % 2 ? word : word.replace(/^(..)(.)(.)/u, '$1$3$2')))
}
