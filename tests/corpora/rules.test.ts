import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { expectations } from '../../local/seed/expectations.ts'
import { seedMail } from '../../local/seed/order.ts'
import { professional } from '../../local/seed/people.ts'
import { judgeRaw, ruleFor } from '../support/judge.ts'

const marta = { address: professional.email, aliases: [...professional.aliases], letters: 'hello@assistantai.example' }
/** What only a model, or the rest of the conversation, can tell. */
const BEYOND_RULES = ['answered', 'superseded', 'no_answer_needed']
const table: { of: string; mails: number; skipped: number; rightly: number }[] = []

test.each(['level2', 'level3', 'level4'])('no rule skips a harmless mail of %s', async (level) => {
  const file = path.join(process.env.CORPORA_DIR ?? '', 'benign', `${level}.json`)
  const { emails } = JSON.parse(readFileSync(file, 'utf8')) as { emails: string[] }
  const skipped: string[] = []
  for (const email of emails) {
    const [, subject = '', body = ''] = /^Subject of the email: ([\s\S]*?)\s+Body: ([\s\S]*)$/.exec(email) ?? []
    expect(body).not.toBe('')
    const rule = await ruleFor({ subject: subject.replace(/\s+/g, ' '), body })
    if (rule) skipped.push(`${rule.why}: ${subject}`)
  }
  table.push({ of: `harmless ${level}`, mails: emails.length, skipped: skipped.length, rightly: 0 })
  expect(skipped).toEqual([])
})

test('the rules skip of the seeded mail what they should, for the reason they should, and nothing else', async () => {
  const received = expectations.filter(({ mailbox }) => mailbox === 'inbox')
  const judged = await Promise.all(
    received.map(async ({ file, expect: outcome, reason }) => {
      const raw = seedMail().find((mail) => mail.file === file)?.raw ?? new Uint8Array()
      const byRule = outcome === 'skipped' && !BEYOND_RULES.includes(reason ?? '') ? reason : undefined
      return { file, expected: byRule, found: (await judgeRaw(raw, marta))?.reason }
    }),
  )
  const skipped = judged.filter(({ found }) => found)
  const rightly = skipped.filter(({ expected, found }) => expected === found)
  table.push({ of: 'seeded', mails: judged.length, skipped: skipped.length, rightly: rightly.length })
  expect(judged.map(({ file, found }) => [file, found])).toEqual(judged.map(({ file, expected }) => [file, expected]))
})

afterAll(() => {
  const lines = table.map(
    ({ of, mails, skipped, rightly }) =>
      `  ${of.padEnd(18)}${String(mails).padStart(5)} mails ${String(skipped).padStart(4)} skipped by rules ${String(rightly).padStart(4)} of them rightly`,
  )
  process.stdout.write(`What the rules skip\n${lines.join('\n')}\n`)
})
