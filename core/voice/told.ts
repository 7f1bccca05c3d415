import { languageOf } from '../claims/languages.ts'
import type { Brief } from '../threads/brief.ts'

/**
 * How the professional writes to this sender, and what they want kept in mind, for the model: manner, never matter.
 * `shown` makes a text fit to be shown to it.
 */
export function toldOf({ plain, client, voices, memories }: Brief, shown: (text: string) => string): string[] {
  const language = languageOf(plain) || client.locale
  // Whoever is written to personally comes first.
  const voice = voices.find((one) => one.language === language)
  const kept = memories.map(({ body }) => `<memory>${shown(body)}</memory>`)
  return [...(voice ? voiceIn(voice, shown) : []), ...(kept.length > 0 ? ['<memories>', ...kept, '</memories>'] : [])]
}

function voiceIn(voice: Brief['voices'][number], shown: (text: string) => string): string[] {
  const { language, greeting, sign_off, words, formality, phrases } = voice
  const traits = [
    `language="${shown(language)}"`,
    ...(greeting ? [`greeting="${shown(greeting)}"`] : []),
    ...(sign_off ? [`sign_off="${shown(sign_off)}"`] : []),
    ...(words > 0 ? [`words="${words}"`] : []),
    ...(formality ? [`formality="${formality}"`] : []),
  ]
  return [`<voice ${traits.join(' ')}>`, ...phrases.map((phrase) => `<phrase>${shown(phrase)}</phrase>`), '</voice>']
}
