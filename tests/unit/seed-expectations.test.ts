import { readdirSync } from 'node:fs'
import PostalMime, { type Email } from 'postal-mime'
import { expect, test } from 'vitest'
import { type Expectation, expectations, type SkipReason } from '../../local/seed/expectations.ts'
import { type SeedMail, seedMail } from '../../local/seed/order.ts'
import { correspondents, professional } from '../../local/seed/people.ts'

type Judged = SeedMail & { email: Email; expected: Expectation }

const mails = await Promise.all(seedMail().map(judge))
const drafted = mails.filter(({ expected }) => expected.expect === 'drafted')
const own: string[] = [professional.email, ...professional.aliases]

test('there are enough mails, and every file has exactly one expectation', () => {
  const files = readdirSync(new URL('../../local/seed/mail/', import.meta.url)).filter((name) => name.endsWith('.eml'))

  expect(files.length).toBeGreaterThanOrEqual(36)
  expect(expectations.map(({ file }) => file).sort()).toEqual(files.sort())
})

test('every reply points at mails of this set, older than itself', () => {
  for (const { file, at, email } of mails) {
    const chain = references(email)
    if (email.inReplyTo) expect(chain.at(-1), file).toBe(email.inReplyTo)
    for (const id of chain) {
      const parent = mails.find((mail) => mail.email.messageId === id)
      expect(parent?.at.getTime(), `${file} refers to ${id}`).toBeLessThan(at.getTime())
    }
  }
})

test('a mail is in the sent folder exactly when the professional wrote it under the main address', () => {
  for (const { file, mailbox, email } of mails) {
    expect(email.from?.address === professional.email, file).toBe(mailbox === 'sent')
  }
})

test("two threads have at least six messages, the professional's own among them", () => {
  const long = threads().filter((thread) => thread.length >= 6)

  expect(long.length).toBeGreaterThanOrEqual(2)
  for (const thread of long) expect(thread.filter(({ mailbox }) => mailbox === 'sent').length).toBeGreaterThanOrEqual(2)
})

test('at least sixteen threads end in a draft, and only their last message is drafted', () => {
  const ending = threads().filter((thread) => thread.at(-1)?.expected.expect === 'drafted')

  expect(ending.length).toBeGreaterThanOrEqual(16)
  expect(drafted.length).toBe(ending.length)
})

test('an answered mail is followed by an answer, a superseded one by a newer mail', () => {
  for (const thread of threads()) {
    for (const [index, { file, mailbox, expected }] of thread.entries()) {
      const next = thread[index + 1]
      if (mailbox === 'sent') continue
      if (next?.mailbox === 'sent' && expected.reason !== 'auto_reply') expect(expected.reason, file).toBe('answered')
      if (expected.reason === 'answered') expect(next?.mailbox, file).toBe('sent')
      if (expected.reason === 'superseded') expect(next?.mailbox, file).toBe('inbox')
    }
  }
})

test('a drafted mail says what the draft must address, a skipped one says why it is skipped', () => {
  for (const { file, expect: fate, question, reason } of expectations) {
    expect(Boolean(question), file).toBe(fate === 'drafted')
    expect(Boolean(reason), file).toBe(fate === 'skipped')
  }
})

test('every reason to skip occurs', () => {
  const reasons = new Set(expectations.map(({ reason }) => reason))
  const every: SkipReason[] = ['newsletter', 'mailing_list', 'auto_reply', 'bounce', 'calendar', 'no_reply_sender']
  every.push('notification', 'own_mail', 'not_addressed', 'no_answer_needed', 'answered', 'superseded')
  every.push('hostile_suspected')

  for (const reason of every) expect(reasons).toContain(reason)
})

test('drafts are needed in five languages', () => {
  const languages = new Set(drafted.map(({ expected }) => expected.language))

  expect([...languages].sort()).toEqual(['de', 'en', 'es', 'fr', 'he'])
})

test('mail not meant for the professional names her only in copy, and her own note comes from her alias', () => {
  const [copied] = mails.filter(({ expected }) => expected.reason === 'not_addressed')
  const [note] = mails.filter(({ expected, mailbox }) => expected.reason === 'own_mail' && mailbox === 'inbox')

  expect(copied?.email.to?.map(({ address }) => address)).not.toContain(professional.email)
  expect(copied?.email.cc?.map(({ address }) => address)).toContain(professional.email)
  expect(own).toContain(note?.email.from?.address)
})

test('both correspondents wait for an answer', () => {
  const waiting = drafted.map(({ email }) => email.from?.address)

  expect(correspondents).toHaveLength(2)
  for (const { email } of correspondents) expect(waiting).toContain(email)
})

async function judge(mail: SeedMail): Promise<Judged> {
  const expected = expectations.find(({ file }) => file === mail.file)
  if (!expected) throw new Error(`Nothing is expected of "${mail.file}"`)

  return { ...mail, email: await PostalMime.parse(mail.raw), expected }
}

function threads(): Judged[][] {
  return [...Map.groupBy(mails, ({ email }) => references(email)[0] ?? email.messageId).values()]
}

function references(email: Email): string[] {
  return email.references?.match(/<[^>]+>/g) ?? []
}
