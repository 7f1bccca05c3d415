import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { WorkerContext } from '../../core/context.ts'
import type { Draft } from '../../core/drafts/schema.ts'
import { runJobs } from '../../core/jobs/run.ts'
import { type Brittle, brittleWorker, type Death } from '../support/brittle.ts'
import { approveUnattended, drafted, readDraft } from '../support/drafted.ts'
import { hold, patience } from '../support/law.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp, expectSentOnce, outliveLeases } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
let worker: Brittle
let ada: Practice

beforeAll(async () => {
  world.google.addUser({ email: 'ben@sorrel.example', name: 'Ben Sorrel' })
  ada = await openPractice(world, 'ada@quill.example')
  worker = await brittleWorker(world)
})
afterAll(() => worker.close())

test(
  'wherever a worker dies on its way, the reply is sent once',
  async () => {
    const whole = await dieOver([])
    expect(whole.filter((call) => call.endsWith('/drafts/send'))).toHaveLength(1)

    for (let call = 2; call <= whole.length; call++) {
      for (const when of ['before', 'after'] as const) await dieOver([{ call, when }])
    }
  },
  patience,
)

test(
  'workers that die one after the other over the same reply still send it once',
  async () => {
    const death = fc.record({ call: fc.integer({ min: 2, max: 14 }), when: fc.constantFrom('before', 'after') })
    await hold(fc.array(death, { minLength: 2, maxLength: 4 }), 6, async (deaths) => {
      await dieOver(deaths)
    })
  },
  patience,
)

test.each(['read', 'findByApproval'] as const)(
  'what a dead worker asked for, arriving right after another has looked (%s), is not a second letter',
  async (look) => {
    const draft = await approvedUnattended()
    expect((await work({ call: /drafts\/send$/, when: 'before' })).join()).toMatch(/drafts\/send/)
    await outliveLeases(world)
    expect((await work(undefined, arrivingAfter(look))).join()).toMatch(/drafts\/r\d/)
    await outliveLeases(world)
    await catchUp(world)

    expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent' })
    await expectSentOnce(world, ada.address)
  },
)

/** Lets workers die over a reply one after the other, then one that lives find it. Answers the first one's calls. */
async function dieOver(deaths: Death[]): Promise<string[]> {
  const draft = await approvedUnattended()
  const [calls = []] = [await work(deaths[0])]
  for (const death of deaths.slice(1)) {
    await outliveLeases(world)
    await work(death)
  }
  await outliveLeases(world)
  await catchUp(world)
  expect(await readDraft(ada, draft), JSON.stringify({ deaths, calls })).toMatchObject({ status: 'sent' })
  await expectSentOnce(world, ada.address)
  return calls
}

/** So that the worker who will die is the one to find it. */
async function approvedUnattended(): Promise<Draft> {
  const { draft } = await drafted(world, ada, 'Ben Sorrel <ben@sorrel.example>')
  await approveUnattended(world, ada, draft)
  return draft
}

async function work(death?: Death, context: WorkerContext = worker.context): Promise<string[]> {
  worker.dieAt(death)
  await runJobs(context).catch((error: unknown) => expect(death, String(error)).toBeDefined())
  return [...worker.calls]
}

/** Gmail performs the earlier request for sending in the moment after this worker has looked. */
function arrivingAfter(look: 'read' | 'findByApproval'): WorkerContext {
  const arrive = async () => {
    const act = world.google.actAs(ada.address)
    const { body } = await act<{ drafts?: { id: string }[] }>('GET /drafts')
    for (const { id } of body.drafts ?? []) await act('POST /drafts/send', { id })
  }
  return {
    ...worker.context,
    gmail: async (token) => {
      const gmail = await worker.context.gmail(token)
      const { read, findByApproval } = gmail.drafts
      const drafts = {
        ...gmail.drafts,
        ...(look === 'read' && { read: async (id: string) => then(read(id), arrive) }),
        ...(look === 'findByApproval' && {
          findByApproval: async (thread: string, approval: string) => then(findByApproval(thread, approval), arrive),
        }),
      }
      return { ...gmail, drafts }
    },
  }
}

async function then<T>(looking: Promise<T>, next: () => Promise<void>): Promise<T> {
  const seen = await looking
  await next()
  return seen
}
