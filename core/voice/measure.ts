import { languageOf } from '../claims/languages.ts'
import { type Parts, partsOf, wordsIn } from './parts.ts'
import { type Letter, phrasesIn } from './phrases.ts'
import type { Voice } from './schema.ts'

type Measured = Pick<
  Voice,
  'recipient' | 'language' | 'greeting' | 'sign_off' | 'words' | 'formality' | 'phrases' | 'letters'
>
type Read = Letter & { language: string; parts: Parts }

/** Fewer say nothing of a habit. */
const ENOUGH = 3
const MOST_RECIPIENTS = 100

/** How somebody writes: in each language, and in it to each whom they have written to three times or more. */
export function measureVoices(letters: Letter[]): Measured[] {
  const read = letters
    .map((letter) => ({ ...letter, language: languageOf(letter.body) }))
    .filter(({ language }) => language !== '')
    .map((letter) => ({ ...letter, parts: partsOf(letter.body, letter.language) }))
  const general = [...Map.groupBy(read, ({ language }) => language)].map(([language, own]) =>
    voiceOf('', language, own),
  )
  const personal = [...Map.groupBy(read, ({ recipient, language }) => `${language} ${recipient}`).values()]
    .filter((own) => own.length >= ENOUGH)
    .sort((a, b) => b.length - a.length)
    .slice(0, MOST_RECIPIENTS)
    .map((own) => voiceOf(own[0]?.recipient ?? '', own[0]?.language ?? '', own))
  return [...general.filter(({ letters }) => letters >= ENOUGH), ...personal]
}

function voiceOf(recipient: string, language: string, letters: Read[]): Measured {
  const parts = letters.map((letter) => letter.parts)
  return {
    recipient,
    language,
    greeting: usual(parts.map(({ greeting }) => greeting)),
    sign_off: usual(parts.map(({ signOff }) => signOff)),
    words: median(parts.map(({ main }) => wordsIn(main))),
    formality: prevailing(parts.map(({ formality }) => formality)),
    phrases: phrasesIn(
      letters.map((letter) => ({ ...letter, body: letter.parts.main })),
      language,
    ),
    letters: letters.length,
  }
}

/** The most frequent, where it is more than a slip; of equals the one written last. */
function usual(forms: string[]): string {
  const counts = Map.groupBy(forms.filter(Boolean), (form) => form)
  const [first] = [...counts].sort(([, a], [, b]) => b.length - a.length)
  return first && first[1].length >= 2 ? first[0] : ''
}

function median(counts: number[]): number {
  const ordered = counts.toSorted((a, b) => a - b)
  return ordered[Math.floor(ordered.length / 2)] ?? 0
}

function prevailing(all: Parts['formality'][]): Parts['formality'] {
  const known = all.filter((one) => one !== null)
  const formal = known.filter((one) => one === 'formal').length
  if (known.length === 0 || formal * 2 === known.length) return null
  return formal * 2 > known.length ? 'formal' : 'informal'
}
