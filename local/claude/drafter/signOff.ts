import { fold } from './fold.ts'
import type { Language } from './language.ts'
import { phrases } from './phrases/phrases.ts'

const usual: Record<Language, RegExp> = {
  en: /^((kind|best|warm|many)( \w+)? regards|regards|(all the )?best( wishes)?|sincerely|yours (sincerely|truly|faithfully))\b/,
  de: /(gruss|grusse|grussen)\b/,
  fr: /\b(cordialement|salutations|sinceres)\b/,
  es: /\b(saludos?|atentamente)\b/,
  it: /\b(saluti|cordialmente)\b/,
  pt: /\b(cumprimentos|atenciosamente)\b/,
  nl: /\b(groet|groeten|hoogachtend)\b/,
  hr: /\b(pozdrav|postovanjem)\b/,
}

/** The business's own sign-off; a stock phrase of another language gives way to the stock phrase of this one. */
export function signOff(own: string, professional: string, language: Language): string {
  const folded = fold(own)
  const stock = Object.entries(usual).find(([, pattern]) => pattern.test(folded))?.[0]
  const foreign = stock !== undefined && stock !== language && own.length < 40
  const phrase = own && !foreign ? own.trim() : phrases[language].signOff
  const lines = phrase.split(/\r?\n/)
  const [first = ''] = lines
  const closed = /^(en|es|it|pt|fr)$/.test(language) && lines.length === 1 ? `${first.replace(/,$/, '')},` : phrase
  return professional && !phrase.includes(professional) ? `${closed}\n${professional}` : phrase
}
