import { fold } from './fold.ts'
import type { Phrases } from './phrases/wording.ts'

/** Greets by first name, by title and full name where the tone is formal, or by nothing where there is no person. */
export function salutation(name: string, formal: boolean, { greet }: Phrases): string {
  const person = personOf(name)
  if (!person) return greet.bare
  if (person.title) return greet.full(`${person.title} ${person.last}`)
  return formal ? greet.full(`${person.first} ${person.last}`.trim()) : greet.first(person.first)
}

/** First name for use in a sentence; empty for a company or a bare address. */
export function firstName(name: string): string {
  return personOf(name)?.first ?? ''
}

const organisation =
  /\b(gmbh|ltd|llc|inc|sarl|s\.?r\.?l|s\.?l|ag|kg|bv|d\.?o\.?o|team|support|office|info|service|notification|newsletter|billing|accounts?|reception|sales|the|your)\b/

function personOf(name: string): { title: string; first: string; last: string } | undefined {
  const plain = name.replaceAll(/\(.*?\)|["']/g, '').trim()
  if (!plain || /[@\d]/.test(plain) || organisation.test(fold(plain))) return
  const [last = '', given] = plain.includes(',') ? plain.split(',').map((part) => part.trim()) : ['']
  const words = (given ? `${given} ${last}` : plain).split(/\s+/)
  const title = words.filter((word) => /^(dr|prof)\.?$/i.test(word)).join(' ')
  const names = words.filter((word) => !/^(dr|prof|mr|mrs|ms|herr|frau|mme|m|sr|sra|sig|dott|ing|mag)\.?$/i.test(word))
  const [first = '', ...rest] = names
  return first ? { title, first, last: rest.join(' ') || (title ? first : '') } : undefined
}
