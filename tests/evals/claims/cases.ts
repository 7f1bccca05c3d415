import { type ClaimKind, ClaimKind as Kinds, type Piece } from '../../../core/claims/schema.ts'
import { blocksIn } from '../written.ts'

/** A stretch of a draft that was made false on purpose. */
export type Planted = { kind: ClaimKind; start: number; end: number }
export type Case = {
  name: string
  language: string
  /** Never looked at while the finders were written. */
  held: boolean
  now: { at: string; zone: string }
  pieces: Piece[]
  draft: string
  planted: Planted[]
}

/**
 * Drafts with what they may rest on, one matter after another: `# language profession [held]`, `now`, then what is
 * known (`fact`, `in`, `out`, `passage`), then `draft` by `draft`, what is false in it written `{kind:words}`.
 */
export function readCases(): Case[] {
  return blocksIn(import.meta.dirname).flatMap(matter)
}

function matter(text: string): Case[] {
  const [title = '', now = '', ...lines] = text.trim().split('\n')
  const [language = '', profession = '', held] = title.split(' ')
  const [, at = '', zone = ''] = now.split(' ')
  const pieces = lines.filter((line) => !line.startsWith('draft ')).map(piece)
  return lines
    .filter((line) => line.startsWith('draft '))
    .map((line, index) => ({
      name: `${language} ${profession} ${index + 1}`,
      language,
      held: held === 'held',
      now: { at, zone },
      pieces,
      ...marked(line.slice('draft '.length)),
    }))
}

const SOURCES = { in: 'inbound', out: 'outbound', passage: 'passage', fact: 'fact' } as const

function piece(line: string, index: number): Piece {
  const [word = '', ...rest] = line.split(' ')
  const source = SOURCES[word as keyof typeof SOURCES]
  if (!source) throw new Error(`Cannot read the line "${line}"`)
  const dated = source === 'inbound' || source === 'outbound'
  const [at = ''] = rest
  return { id: `${word}${index}`, source, text: (dated ? rest.slice(1) : rest).join(' '), ...(dated && { at }) }
}

function marked(line: string): Pick<Case, 'draft' | 'planted'> {
  const planted: Planted[] = []
  let draft = ''
  let done = 0
  for (const { 0: all, 1: kind, 2: words = '', index } of line.matchAll(/\{(\w+):([^}]+)\}/g)) {
    draft += line.slice(done, index)
    planted.push({ kind: Kinds.parse(kind), start: draft.length, end: draft.length + words.length })
    draft += words
    done = index + all.length
  }
  return { draft: draft + line.slice(done), planted }
}
