import { claimsIn } from '../claims/claims-in.ts'
import { wordsOf } from '../claims/languages.ts'
import { names } from '../claims/names.ts'

export type Letter = { body: string; recipient: string; recipient_name: string }

const MOST = 8
const SEEN = 3
const SHORTEST = 3
const LONGEST = 8
const READ = 1500

/**
 * Turns of phrase that recur in three letters or more: how somebody writes. None that names anybody or says anything
 * that could be true or false: what was written to one is no business of another's.
 */
export function phrasesIn(letters: Letter[], language: string): string[] {
  const named = namesIn(letters, language)
  const counts = new Map<string, number>()
  for (const { body } of letters) for (const gram of gramsOf(body, named)) counts.set(gram, (counts.get(gram) ?? 0) + 1)

  const recurring = [...counts]
    .filter(([gram, count]) => count >= SEEN && says(gram, language))
    .sort(([a, m], [b, n]) => b.split(' ').length - a.split(' ').length || n - m || a.localeCompare(b))
  const kept: [string, number][] = []
  for (const [gram, count] of recurring) {
    if (!kept.some(([longer]) => overlap(longer, gram))) kept.push([gram, count])
  }
  return kept
    .sort(([a, m], [b, n]) => n - m || b.length - a.length || a.localeCompare(b))
    .slice(0, MOST)
    .map(([gram]) => gram)
}

/** Everybody who is named in any of them, and whoever they were written to. */
function namesIn(letters: Letter[], language: string): Set<string> {
  const words = wordsOf(language)
  return new Set(
    letters.flatMap(({ body, recipient, recipient_name }) => [
      ...tokensOf(`${recipient_name} ${recipient}`),
      ...names(body.slice(0, READ), words).flatMap(({ start, end }) => tokensOf(body.slice(start, end))),
    ]),
  )
}

function gramsOf(body: string, named: Set<string>): Set<string> {
  const grams = new Set<string>()
  for (const sentence of body.slice(0, READ).split(/[.!?;:,()\n"“”„«»–—]+/u)) {
    const words = sentence.trim().split(/\s+/)
    for (let from = 0; from + SHORTEST <= words.length; from++) {
      for (let many = SHORTEST; many <= LONGEST && from + many <= words.length; many++) {
        // Its last word is looked at once, and ends every longer one.
        const added = words.slice(many === SHORTEST ? from : from + many - 1, from + many)
        if (added.some((word) => /[\d@/<>]/.test(word) || tokensOf(word).some((token) => named.has(token)))) break
        grams.add(words.slice(from, from + many).join(' '))
      }
    }
  }
  return grams
}

/** Something more than the small words every letter has, and nothing that would have to be vouched for. */
function says(gram: string, language: string): boolean {
  const small = new Set(wordsOf(language)?.stopWords.split(' '))
  const telling = gram.split(' ').filter((word) => word.length >= 4 && !small.has(word.toLowerCase()))
  return gram.length <= 100 && telling.length >= 2 && claimsIn(gram, language).length === 0
}

/** They say the same but for a word at either end. */
function overlap(longer: string, gram: string): boolean {
  const own = new Set(longer.toLowerCase().split(' '))
  const words = gram.toLowerCase().split(' ')
  return words.filter((word) => own.has(word)).length >= words.length - 1
}

const tokensOf = (text: string) => text.toLowerCase().match(/\p{L}{2,}/gu) ?? []
