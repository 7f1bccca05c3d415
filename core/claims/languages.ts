import { DE } from './words.de.ts'
import { EN } from './words.en.ts'
import { ES } from './words.es.ts'
import { FR } from './words.fr.ts'
import type { Words } from './words.ts'

const LANGUAGES: Record<string, Words> = { en: EN, de: DE, fr: FR, es: ES }

/** Undefined for a language we have no words of: then only what looks the same everywhere is found. */
export const wordsOf = (language: string): Words | undefined => LANGUAGES[language.slice(0, 2).toLowerCase()]

/** The language of a text by its commonest words; empty where none stands out. */
export function languageOf(text: string): string {
  const found =
    text
      .slice(0, 4000)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? []
  const scores = Object.entries(COMMON).map(([language, common]) => ({
    language,
    score: found.filter((word) => common.has(word)).length,
  }))
  const [best, second] = scores.sort((a, b) => b.score - a.score)
  return best && best.score > 0 && best.score > (second?.score ?? 0) ? best.language : ''
}

const COMMON = Object.fromEntries(
  Object.entries(LANGUAGES).map(([language, { stopWords }]) => [language, new Set(stopWords.split(' '))]),
)
