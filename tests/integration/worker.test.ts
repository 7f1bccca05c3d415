import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { WorkerContext } from '../../core/context.ts'
import { runJobs, type Stay } from '../../core/jobs/run.ts'
import { type Brittle, brittleWorker } from '../support/brittle.ts'
import { letter } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const { sql } = world.supabase
let ada: Practice
let worker: Brittle

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  worker = await brittleWorker(world)
  // Nobody but the worker of the test.
  world.google.faults.add({ push: 'lose', times: Number.POSITIVE_INFINITY })
})
beforeEach(async () => {
  await sql`truncate pgmq.q_jobs, private.leases`
  worker.dieAt()
})
afterAll(() => worker.close())

test('a slow job holds up none of the quick ones beside it', async () => {
  await receive('Slow', ...Array.from({ length: 14 }, (_, nth) => `Quick ${nth}`))
  const model = heldUpBy('Slow')
  const running = runJobs(model.context)
  await vi.waitUntil(async () => (await drafts('Re: Quick%')) === 14, { timeout: 12_000 })
  expect(await drafts('Re: Slow')).toBe(0)

  model.letGo()
  await running
  expect(await drafts('Re: Slow')).toBe(1)
  expect(await jobs()).toEqual([])
})

test('when its time is up it claims nothing more, and still says what it has done', async () => {
  await receive('Late')
  const model = heldUpBy('Late')
  const began = performance.now()
  const running = runJobs(model.context, { claimForMs: 1500 })
  await vi.waitUntil(() => model.held() && performance.now() - began > 1500, { timeout: 12_000 })
  model.letGo()
  await running
  expect(await jobs()).toEqual([{ kind: 'draft.compose', working: false }])
})

test('told to stop, it ends what it has begun and begins nothing', async () => {
  await receive('Stopped')
  const model = heldUpBy('Stopped')
  const stop = new AbortController()
  const stay: Stay = { lingerMs: 20_000, signal: stop.signal }
  const running = runJobs(model.context, stay)
  await vi.waitUntil(() => model.held(), { timeout: 12_000 })
  stop.abort()
  model.letGo()
  await running
  expect(await jobs()).toEqual([{ kind: 'draft.compose', working: false }])
  expect(await runJobs(worker.context, stay)).toBe(0)
})

test('one mail costs the database nine calls, and a second beside it but two more', async () => {
  const costs: number[] = []
  for (const subjects of [['Alone'], ['Together', 'Beside']]) {
    await receive(...subjects)
    worker.dieAt()
    await runJobs(worker.context)
    costs.push(worker.calls.filter((call) => call.includes('/rest/v1/')).length)
  }
  const [alone = 0, two = 0] = costs
  expect(alone).toBeLessThanOrEqual(9)
  expect(two - alone).toBeLessThanOrEqual(2)
})

/** New mail, and its mailbox waiting to be read. */
async function receive(...subjects: string[]): Promise<void> {
  for (const subject of subjects) {
    await world.google.deliver(
      ada.address,
      letter({ from: 'Ben Sorrel <ben@sorrel.example>', to: ada.address, subject }),
    )
  }
  await world.google.idle()
  await sql`select public.notice_push(${ada.address})`
}

/** The worker, with a model that does not answer about one mail until it may. */
function heldUpBy(subject: string) {
  const { claude } = worker.context
  const { promise, resolve } = Promise.withResolvers<void>()
  let held = false
  const context: WorkerContext = {
    ...worker.context,
    claude: {
      ...claude,
      answer: async (question) => {
        if (question.prompt.includes(subject)) {
          held = true
          await promise
        }
        return claude.answer(question)
      },
    },
  }
  return { context, letGo: () => resolve(), held: () => held }
}

async function drafts(subject: string): Promise<number> {
  const [row] = await sql<{ n: number }[]>`select count(*)::int as n from public.drafts where subject like ${subject}`
  return row?.n ?? 0
}

const jobs = async () => [
  ...(await sql`select message ->> 'kind' as kind, last_read_at is not null as working from pgmq.q_jobs`),
]
