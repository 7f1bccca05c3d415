import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { ClaudeFault } from '../../local/claude/faults.ts'
import type { Fault } from '../../local/google/faults.ts'
import { hold, patience } from '../support/law.ts'
import { expectAccountedFor } from '../support/ledger.ts'
import { followUp, letter } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp, deadLetters, sweep } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const ben = 'Ben Sorrel <ben@sorrel.example>'
let ada: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
})

const pushFault = fc.record({
  push: fc.constantFrom('duplicate', 'reorder', 'lose'),
  times: fc.integer({ min: 1, max: 3 }),
  delayMs: fc.constant(50),
})
const callFault = fc.record({
  match: fc.constantFrom(/\/history/, /\/messages\/\w/, /\/messages$/, /\/profile/, /\/threads\//, /POST \/token/),
  when: fc.constantFrom('before', 'after'),
  status: fc.constantFrom(429, 500, 503),
  times: fc.integer({ min: 1, max: 2 }),
})
const modelFault = fc.record({
  kind: fc.constantFrom('rate_limit', 'overloaded', 'error', 'malformed', 'cut_off', 'refusal', 'prose'),
  times: fc.integer({ min: 1, max: 2 }),
})

type Event =
  | {
      happens:
        | 'letter'
        | 'follow-up'
        | 'newsletter'
        | 'own answer'
        | 'history expires'
        | 'token dies'
        | 'budget ends'
        | 'rest'
    }
  | { happens: 'google fails'; fault: Fault }
  | { happens: 'model fails'; fault: ClaudeFault }

const event: fc.Arbitrary<Event> = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('letter', 'follow-up', 'newsletter', 'own answer').map(happening) },
  { weight: 3, arbitrary: fc.constantFrom('history expires', 'token dies', 'budget ends', 'rest').map(happening) },
  {
    weight: 3,
    arbitrary: fc.oneof(pushFault, callFault).map((fault) => ({ happens: 'google fails' as const, fault })),
  },
  { weight: 2, arbitrary: modelFault.map((fault) => ({ happens: 'model fails' as const, fault })) },
)

test(
  'whatever happens in whatever order, once it is over every message is accounted for',
  async () => {
    await hold(fc.array(event, { minLength: 3, maxLength: 14 }), 12, async (events) => {
      const threads: string[] = []
      for (const each of events) await happen(each, threads)
      world.google.faults.clear()
      world.claude.faults.clear()
      await budget(10_000_000)
      await catchUp(world)
      // As long as a quiet mailbox is left in peace.
      await world.clock.travel(7200)
      await sweep(world, 'mail-sweep')
      await catchUp(world)

      await expectAccountedFor(world, ada.address)
      for (const { gmail, outcome, head } of await expectAccountedFor(world, ada.address)) {
        if (head && questions.has(gmail)) expect(outcome, `the question ${gmail}`).toBe('drafted')
      }
      expect(await deadLetters(world)).toEqual([])
    })
  },
  patience,
)

const questions = new Set<string>()

async function happen(event: Event, threads: string[]): Promise<void> {
  const to = ada.address
  switch (event.happens) {
    case 'letter': {
      const raw = letter({ from: ben, to, subject: `Matter ${questions.size}` })
      threads.push(raw)
      questions.add(await world.google.deliver(to, raw))
      return
    }
    case 'follow-up':
      if (threads[0]) questions.add(await world.google.deliver(to, followUp(threads[0], { from: ben, to })))
      return
    case 'newsletter':
      await world.google.deliver(
        to,
        letter({ from: ben, to, headers: { 'List-Unsubscribe': '<https://l.example/u>' } }),
      )
      return
    case 'own answer':
      if (threads[0]) {
        const raw = Buffer.from(followUp(threads[0], { from: to, to: 'ben@sorrel.example' })).toString('base64url')
        await world.google.actAs(to)('POST /messages/send', { raw })
      }
      return
    case 'history expires':
      return world.google.expireHistory(to)
    case 'token dies':
      return world.clock.travel(3700).then(() => undefined)
    case 'budget ends':
      return budget(0)
    case 'rest':
      return world.google.idle()
    case 'google fails':
      return world.google.faults.add(event.fault)
    case 'model fails':
      return world.claude.faults.add(event.fault)
  }
}

async function budget(micros: number): Promise<void> {
  await world.supabase.sql`update public.clients set model_budget = ${micros} where id = ${ada.client}`
}

function happening<H extends string>(happens: H): { happens: H } {
  return { happens }
}
