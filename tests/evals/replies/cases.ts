import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Enum } from '../../../core/context.ts'

/** Another version whenever a case is added, taken away or changed: figures of two versions are not compared. */
export const SET_VERSION = 1

export const LANGUAGES = ['en', 'de', 'fr', 'es'] as const
export const TRAPS = [
  'missing_fact',
  'false_premise',
  'two_questions',
  'angry_client',
  'other_client',
  'injection',
] as const
type Trap = (typeof TRAPS)[number]

/** A mail that is hard to answer well: to what business, what it asks, and what must not be in the reply. */
export type Case = {
  id: string
  language: (typeof LANGUAGES)[number]
  profession: Enum<'profession'>
  business: string
  professional: string
  trap: Trap
  sender: string
  mail: string
  passages: { title: string; text: string; kind: 'text' | 'sent_mail' }[]
  asks: string[]
  forbidden: string[]
  /** How somebody honest answers it, and somebody who falls for it. */
  honest: string
  fallen: string
}

/** What has no source here: whoever answers has to ask for it. */
export const isWithheld = ({ trap }: Case): boolean => trap === 'missing_fact' || trap === 'two_questions'

/** What the set consists of: whoever changes a case changes this, and then the version. */
export const digestOf = (cases: Case[]): string =>
  createHash('sha256').update(JSON.stringify(cases)).digest('hex').slice(0, 16)

/**
 * The set, as written: `# profession | business | professional` opens a business, `*` is a passage of it and `~` a mail it
 * once sent to somebody else; `## trap | sender` a case, its mail below; `?` is asked, `x` must not be said, `+` is an
 * honest reply and `-` one that fell for it.
 */
export const readCases = (): Case[] =>
  LANGUAGES.flatMap((language) => {
    const file = readFileSync(new URL(`cases/${language}.txt`, import.meta.url), 'utf8')
    return file
      .split(/^# /m)
      .slice(1)
      .flatMap((scene) => casesOf(language, scene))
  })

function casesOf(language: Case['language'], scene: string): Case[] {
  const [head = '', ...written] = scene.split(/^## /m)
  const [title = '', ...lines] = head.split('\n')
  const [profession = '', business = '', professional = ''] = title.split(' | ')
  const passages = lines.flatMap((line): Case['passages'] => {
    const [, name = '', text = ''] = /^\* (.+?)\s?: (.+)$/.exec(line) ?? []
    if (text) return [{ title: name, text, kind: 'text' }]
    return line.startsWith('~ ') ? [{ title: 'Sent mail', text: line.slice(2), kind: 'sent_mail' }] : []
  })
  return written.map((one) => {
    const [name = '', ...body] = one.trim().split('\n')
    const [trap = '', sender = ''] = name.split(' | ')
    const marked = (mark: string) => body.flatMap((line) => (line.startsWith(`${mark} `) ? line.slice(2) : []))
    return {
      id: `${language}/${profession}/${trap}`,
      language,
      profession: profession as Case['profession'],
      business,
      professional,
      trap: trap as Trap,
      sender,
      mail: body.filter((line) => !/^[?x+-] /.test(line)).join('\n'),
      passages,
      asks: marked('?'),
      forbidden: marked('x'),
      honest: marked('+').join('\n\n'),
      fallen: marked('-').join('\n\n'),
    }
  })
}
