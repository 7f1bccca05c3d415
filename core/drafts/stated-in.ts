/** "Never promise delivery within two days" is no promise of it. English, German, French, Spanish, Arabic. */
const FORBIDS = new RegExp(
  [
    'not|no|nor|never|neither|none|nothing|nobody|without|avoid|cannot|refrain|refuse|decline|stop|instead|rather|forbidden|(?:do|does|wo|ca)nt',
    'nicht|nichts|nie|niemals|niemand\\p{L}*|kein\\p{L}*|ohne|weder|statt|anstatt|anstelle|vermeide\\p{L}*|unterlass\\p{L}*|verboten|untersagt',
    'ne|ni|jamais|pas|rien|sans|aucune?|évite[rz]?|plutôt|interdit\\p{L}*|refuse[rz]',
    'nunca|jamás|jamas|sin|nada|tampoco|ningun[oa]?|ningún|evit\\p{L}*|prohibid\\p{L}*|prohíb\\p{L}*',
    '[وف]?(?:لا|ألا|بلا|لم|لن|ليس\\p{L}*|دون|بدون|عدم|غير|ممنوع|محظور|[يت]ُ?منع|[يت]ُ?حظر|إياك|بدل\\p{L}*|تجن[بّ]\\p{L}*|امتنع\\p{L}*)',
  ]
    .map((words) => `(?<!\\p{L})(?:${words})(?!\\p{L})`)
    .concat(`n['’]t(?!\\p{L})`, `(?<!\\p{L})n['’](?=\\p{L})`)
    .join('|'),
  'iu',
)
/** No sentence begins in lower case or with a figure: "approx. 500 EUR". */
const SENTENCES = /(?<=[.!?؟])\s+(?![\p{Ll}\p{N}])|(?<=[;؛])\s+|\n+/u
const ENDS = /[!?;؟؛]$|\p{L}{3}\.$|[\p{Lo}\p{M}%€$£]\.$/u
const ABBREVIATED = /(?<!\p{L})(?:mrs|prof|mme|sra|approx|incl|excl|inkl|exkl|max|min|art|abs)\.$/iu
const BEGINS = /^["'«„“¿¡]?\p{L}(?!\))/u

/**
 * What an instruction states, sentence by sentence: what it forbids backs nothing that a reply says, nor does what may
 * well belong to that, as a list does, or what follows "Dr."
 */
export function statedIn(instruction: string): string {
  let before = ''
  let forbidden = false
  const stated = instruction.split(SENTENCES).filter((sentence) => {
    const apart = ENDS.test(before) && !ABBREVIATED.test(before) && BEGINS.test(sentence)
    forbidden = FORBIDS.test(sentence) || (forbidden && !apart)
    before = sentence
    return !forbidden
  })
  return stated.join('\n')
}
