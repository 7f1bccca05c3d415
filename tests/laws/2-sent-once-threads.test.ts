import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { Draft } from '../../core/drafts/schema.ts'
import { approveUnattended, readDraft } from '../support/drafted.ts'
import { hold, patience } from '../support/law.ts'
import { letter } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp, sweep } from '../support/queue.ts'
import { encoded, phrase } from '../support/words.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
let ada: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
})

const prefix = fc.constantFrom(
  '',
  'Re: ',
  'AW: ',
  'Antw: ',
  'SV: ',
  'RE[2]: ',
  'Re: AW: Re: ',
  'Odp: ',
  '回复: ',
  'RES: ',
)
const id = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'abcxyz0189.$+-_'), minLength: 1, maxLength: 40 }),
  fc.integer({ min: 200, max: 900 }).map((length) => 'x'.repeat(length)),
)
const thread = fc.record({ prefix, subject: phrase, references: fc.array(id, { maxLength: 40 }) })

test(
  'the reply stands in the conversation it answers, whatever its subject and its history look like',
  async () => {
    await hold(fc.array(thread, { minLength: 2, maxLength: 5 }), 5, async (threads) => {
      for (const { prefix, subject, references } of threads) await answered(`${prefix}${subject}`, references)
    })
  },
  patience,
)

test('a letter without a Message-ID is answered, and found when nobody has heard of its being sent', async () => {
  const before = world.google.outside().length
  const raw = letter({ from: 'ben@sorrel.example', to: ada.address, subject: 'Nameless' })
  const nameless = raw.replace(/^Message-ID: .*\r\n/m, '')
  await world.google.deliver(ada.address, nameless)
  await world.settled()
  const { draft } = await waitingFor('Nameless')
  world.google.faults.add({ match: /POST .*\/drafts\/send$/, when: 'after', drop: true })
  await approveUnattended(world, ada, draft)
  await sweep(world, 'watch-renewal')
  await catchUp(world)

  expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent' })
  expect(world.google.outside()).toHaveLength(before + 1)
  expect(headOf(world.google.outside().at(-1)?.raw)).not.toMatch(/^(In-Reply-To|References):/im)
})

let letters = 0

async function answered(subject: string, references: string[]): Promise<void> {
  const earlier = references.map((one, n) => `<${one}.${n}@wire.example>`)
  const own = `<answered-${++letters}@wire.example>`
  const headers = {
    Subject: encoded(subject),
    'Message-ID': own,
    ...(earlier.length > 0 && { References: earlier.join('\r\n ') }),
  }
  const raw = letter({ from: 'ben@sorrel.example', to: ada.address, headers })
  const gmailId = await world.google.deliver(ada.address, raw)
  await world.settled()
  const { draft, gmailThread } = await waitingFor(gmailId)
  await approveUnattended(world, ada, draft)
  await catchUp(world)

  const sent = world.google.mailbox(ada.address)?.sent[0]
  expect(sent?.threadId).toBe(gmailThread)
  const head = headOf(world.google.outside().at(-1)?.raw)
  // RFC 5322 §2.1.1
  expect(head.split('\r\n').filter((line) => line.length > 998)).toEqual([])
  const unfolded = head.replace(/\r\n[ \t]+/g, ' ')
  expect(unfolded).toMatch(new RegExp(`^In-Reply-To: ${own}$`, 'im'))
  const [, named = ''] = /^References: (.*)$/im.exec(unfolded) ?? []
  expect(named.split(/\s+/)).toEqual([...earlier, own])
}

/** The draft that answers a message, by its id at Gmail or its subject. */
async function waitingFor(what: string) {
  const [row] = await world.supabase.sql<{ id: string; thread: string }[]>`
    select d.id, t.gmail_thread_id as thread from public.drafts d join public.messages m on m.id = d.message_id
    join public.threads t on t.id = d.thread_id where ${what} in (m.gmail_message_id, m.subject)`
  const draft = await ada.expect(Draft, 'GET', `/api/drafts/${row?.id}`)
  return { draft, gmailThread: row?.thread }
}

const headOf = (raw: Uint8Array | undefined): string =>
  Buffer.from(raw ?? [])
    .toString('latin1')
    .split('\r\n\r\n', 1)[0] ?? ''
