import { afterAll, expect, test, vi } from 'vitest'
import { seedMail } from '../../local/seed/order.ts'
import { correspondents, professional } from '../../local/seed/people.ts'
import { approve, drafted, readDraft } from '../support/drafted.ts'
import { signIn } from '../support/person.ts'
import { catchUp, sweep } from '../support/queue.ts'
import { startPlantedWorld } from '../support/world.ts'

const said: string[] = []
const keep = (...words: unknown[]) => {
  said.push(words.map((word) => (word instanceof Error ? `${word.stack}` : String(word))).join(' '))
}
for (const how of ['log', 'info', 'warn', 'error', 'debug'] as const) vi.spyOn(console, how).mockImplementation(keep)
afterAll(() => vi.restoreAllMocks())

const world = await startPlantedWorld()

test('a whole day of mail, faults and mistakes writes no address, no subject and no sentence into the log', async () => {
  const marta = { ...(await signIn(world, professional.email)), address: professional.email, client: '', mailbox: '' }
  await world.supabase.sql`update public.clients set undo_seconds = 0`
  const secret = {
    subject: 'The Quillfeather inheritance',
    body: 'Her pulse was ninety and her savings are gone, can you help?',
  }
  const { draft } = await drafted(world, marta, 'Nora Fenwick <nora@brackenmillcycles.example>', secret)
  world.google.faults.add({ match: /drafts\/send/, when: 'after', drop: true })
  world.google.faults.add({ match: /threads/, status: 503, body: { error: { message: `About ${secret.subject}` } } })
  await approve(marta, draft)
  await catchUp(world)
  expect(await readDraft(marta, draft)).toMatchObject({ status: 'sent' })

  world.claude.faults.add({ kind: 'overloaded', times: 2 })
  world.claude.faults.add({ kind: 'prose', times: 2 })
  const { draft: second } = await drafted(world, marta, 'nora@brackenmillcycles.example', {
    ...secret,
    subject: `${secret.subject}, again`,
  }).catch(async () => {
    await catchUp(world)
    return drafted(world, marta, 'nora@brackenmillcycles.example', { ...secret, subject: `${secret.subject}, thrice` })
  })
  world.google.faults.add({ match: /drafts$/, status: 400, body: { error: { message: secret.body } } })
  await approve(marta, second)
  await catchUp(world)

  // Things go wrong on our side, too: the database refuses what it was given, words and all.
  await world.supabase.sql`alter table public.drafts add constraint broken check (body not like '%pulse%') not valid`
  await marta.ask('PATCH', `/api/drafts/${second.id}`, { version: second.version, body: secret.body })
  await world.supabase.sql`alter table public.drafts drop constraint broken`
  await marta.ask('POST', '/api/account/codes', { email: 'someone.else@harbourvale.example' })
  await marta.ask('POST', '/api/account/sessions', { email: professional.email, code: '000000' })
  for (const job of ['mail-sweep', 'draft-sweep', 'watch-renewal', 'reconciliation']) await sweep(world, job)
  await catchUp(world)

  const lines = said.join('\n')
  expect(said.length).toBeGreaterThan(80)
  expect(lines).toContain('http.failed')
  expect(lines).toContain('job.later')
  expect(wordsOfTheMail(secret).filter((words) => lines.includes(words))).toEqual([])
  expect(lines).not.toMatch(/[\w.+-]+@[\w-]+\.(example|test)\b/)
  const { grants } = world.google.snapshot()
  expect([...grants.refresh, ...grants.access].filter(([token]) => lines.includes(token))).toEqual([])
})

/** Every address and subject of the seeded mail, and every line long enough to be nobody else's. */
function wordsOfTheMail(secret: { subject: string; body: string }): string[] {
  const mails = seedMail().map(({ raw }) => Buffer.from(raw).toString())
  const subjects = mails.flatMap((mail) => /^Subject: (.{12,})$/m.exec(mail)?.[1]?.trim() ?? [])
  const addresses = mails.flatMap((mail) => mail.match(/[\w.+-]+@[\w.-]+\.example\b/g) ?? [])
  const sentences = mails.flatMap((mail) => mail.split('\n').filter((row) => /^[A-Z][^:]{40,}$/.test(row.trim())))
  expect([subjects.length > 20, addresses.length > 50, sentences.length > 100]).toEqual([true, true, true])
  const people = [professional.name, professional.business, ...correspondents.map(({ name }) => name)]
  return [...Object.values(secret), ...people, ...subjects, ...addresses, ...sentences.map((row) => row.trim())]
}
