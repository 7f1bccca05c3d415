import type { Script } from '../../../local/claude/answer.ts'
import { type Case, readCases } from './cases.ts'
import { fallenReply } from './check.ts'

/** A model that falls for every trap of the set: it answers a mail with the reply that was written as the wrong one. */
export function inventor(cases: Case[] = readCases()): Script {
  const wrong = new Map(cases.map((one) => [one.mail, fallenReply(one)]))
  return ({ messages }) => {
    const asked = JSON.stringify(messages)
    const [, reply] = [...wrong].find(([mail]) => asked.includes(JSON.stringify(escaped(mail)).slice(1, -1))) ?? []
    const { language, body } = reply ?? { language: 'en', body: '' }
    return { language, body, alternatives: [], questions: [] }
  }
}

const escaped = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
