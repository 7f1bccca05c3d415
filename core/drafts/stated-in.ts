/** "Never promise delivery within two days" is no promise of it. English, German, French, Spanish. */
const FORBIDS =
  /(?<!\p{L})(?:not|no|never|without|avoid|cannot|nicht|nie|niemals|kein\p{L}*|ohne|vermeide\p{L}*|ne|jamais|pas|sans|aucune?|évite[rz]?|nunca|jamás|sin|ningun[oa]?|ningún|evit\p{L}*)(?!\p{L})|n['’]t(?!\p{L})|(?<!\p{L})n['’](?=\p{L})/iu

/** What an instruction states, sentence by sentence: what it forbids backs nothing that a reply says. */
export function statedIn(instruction: string): string {
  return instruction
    .split(/(?<=[.!?;])\s+|\n+/u)
    .filter((sentence) => !FORBIDS.test(sentence))
    .join('\n')
}
