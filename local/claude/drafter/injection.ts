import { fold } from './fold.ts'

/** A sentence that speaks to the machine instead of the professional, or carries a link: never an ask, never quoted. */
export function isInjection(sentence: string): boolean {
  const folded = fold(sentence)
  return patterns.some((pattern) => pattern.test(folded))
}

/** Links come from code, never from a draft's text. */
export function hasLink(sentence: string): boolean {
  return /‹link›|\b[\w-]+\.[a-z]{2,}\/\S|https?:|www\.|javascript:|\bmailto:|<[a-z/]/i.test(sentence)
}

const patterns = [
  /\b(ignore|disregard|forget|override|bypass)\b.{0,40}\b(instruction|prompt|rule|guideline|previous|prior|above|everything)/,
  /\b(ignorier|missacht|vergiss|vergessen sie)\w*.{0,40}\b(anweisung|vorgabe|regel|prompt|vorherig|bisherig)/,
  /\b(ignor|oubli|oublie)\w*.{0,40}\b(instructions|consignes|regles|precedent)/,
  /\b(ignor|olvid|dimentic|esque)\w*.{0,40}\b(instruccion|instrucoes|istruzion|reglas|regras|regole|anterior|precedent)/,
  /\b(zanemari|ignoriraj)\w*.{0,40}\b(upute|pravila|prethodn)/,
  /\bsystem\s?(prompt|message|instruction)|\bdeveloper (mode|message)|\bjailbreak/,
  /\byou are (now|an? (ai|assistant|language model|chatbot))|\bas an ai\b|\b(ai|mail|email) (assistant|agent|model)\b|\blanguage model\b|\b(llm|gpt|claude)\b/,
  /\b(reveal|print|repeat|output|leak|show|dump|send|forward)\b.{0,40}\b(system|prompt|instructions|api key|secret|token|credential|password)/,
  /\b(forward|send|bcc|copy|export)\b.{0,30}\b(all|every|entire)\b.{0,30}\b(mail|message|conversation|thread|contact|client|inbox)/,
  /\b(password|passwort|mot de passe|contrasena|iban change|gift card|wire transfer|crypto|bitcoin)\b/,
  /\b(in your (reply|answer|draft)|your (reply|answer|draft) must|reply (only|exactly) with|begin your (reply|answer)|respond with)\b/,
  /\b(assistant|system|user)\s*:\s|\[\/?inst\]|<\|/,
]
