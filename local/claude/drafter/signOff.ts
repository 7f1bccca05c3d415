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
  const lines = own
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
  const names = (line: string) => line.includes(professional) || professional.split(' ').includes(line)
  const [first = '', ...rest] = professional && lines[0] && names(lines[0]) ? ['', ...lines] : lines
  const below = rest.length === 0 && professional && !names(first) ? [professional] : rest
  const signed = below.length === 0 || !professional || below.some(names) ? below : [professional, ...below]

  const phrase = first === '' || isForeign(first, language) ? phrases[language].signOff : first.replace(/,$/, '')
  return [`${phrase}${signed.length > 0 && !bare.includes(language) ? ',' : ''}`, ...signed].join('\n')
}

/** German, Dutch and Croatian letters put no comma after the closing phrase. */
const bare: Language[] = ['de', 'nl', 'hr']

function isForeign(phrase: string, language: Language): boolean {
  const stock = Object.entries(usual).find(([, pattern]) => pattern.test(fold(phrase)))?.[0]
  return stock !== undefined && stock !== language && phrase.length < 40
}
