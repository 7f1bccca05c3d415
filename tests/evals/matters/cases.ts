import type { Piece } from '../../../core/claims/schema.ts'
import { blocksIn } from '../written.ts'

export type Conversation = { subject: string; text: string }
export type Case = {
  name: string
  language: string
  /** Never looked at while the finders were written. */
  held: boolean
  /** What its writer is in conversation about with others. */
  others: Conversation[]
  subject: string
  pieces: Piece[]
  draft: string
  /** What of it is somebody else's. */
  planted: { start: number; end: number } | null
}

/**
 * Replies of businesses that have other conversations too: `# language profession [held]`; what is `known`, what `other`
 * conversations are about, what came `in` and went `out` in this one; then `draft` by `draft`, what it lets out of another
 * conversation written `{matter:words}`.
 */
export function readCases(): Case[] {
  return blocksIn(import.meta.dirname).flatMap(business)
}

function business(text: string): Case[] {
  const [title = '', ...lines] = text.trim().split('\n')
  const [language = '', profession = '', held] = title.split(' ')
  const of = (word: string) =>
    lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1))
  const [incoming = ''] = of('in')
  const { subject, text: wrote } = conversation(incoming)
  const sources = [
    ...of('known').map((known) => ({ source: 'passage' as const, text: known })),
    { source: 'inbound' as const, text: subject },
    { source: 'inbound' as const, text: wrote },
    ...of('out').map((out) => ({ source: 'outbound' as const, text: out })),
  ]
  const others = of('other').map(conversation)
  return of('draft').map((line, index) => ({
    name: `${language} ${profession} ${index + 1}`,
    language,
    held: held === 'held',
    others,
    subject,
    pieces: sources.map((source, nth) => ({ id: String(nth), ...source })),
    ...marked(line),
  }))
}

function conversation(line: string): Conversation {
  const [subject = '', ...text] = line.split('|')
  return { subject: subject.trim(), text: text.join('|').trim() }
}

function marked(line: string): Pick<Case, 'draft' | 'planted'> {
  const found = /\{matter:([^}]+)\}/.exec(line)
  if (!found) return { draft: line, planted: null }
  const [all, words = ''] = found
  const start = found.index
  return {
    draft: line.slice(0, start) + words + line.slice(start + all.length),
    planted: { start, end: start + words.length },
  }
}
