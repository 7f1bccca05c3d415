import { setTimeout as wait } from 'node:timers/promises'
import { professional } from '../../local/seed/people.ts'
import { type Measure, middle } from './measure.ts'
import type { BenchWorld, Call } from './world.ts'

const MAILS = 200
const ALONE = 8
const MOST_CALLS = 6
/** Gmail's quota, in units: what a project may spend in a minute, and what the calls cost (Gmail API: usage limits). */
const UNITS_PER_MINUTE = 1_200_000
const UNITS: [RegExp, number][] = [
  [/\/history$/, 2],
  [/\/messages$/, 5],
  [/\/messages\/\w+$/, 20],
  [/\/threads\/\w+$/, 40],
  [/\/profile$/, 1],
]
const MOST_MS = 120_000

/** From a push to waiting drafts, with a model that answers at once: what is left is our own work. */
export async function measureMail(world: BenchWorld): Promise<Measure[]> {
  const alone: number[] = []
  await drafted(world, 1, 'first')
  world.called()
  for (let index = 0; index < ALONE; index++) alone.push((await drafted(world, 1, `alone ${index}`)) * 1000)
  const costs = costsOf(world.called(), alone)

  world.asked()
  await drafted(world, 1, 'counted')
  const callsAlone = world.asked().length
  world.called()
  const seconds = await drafted(world, MAILS, 'crowd')
  const calls = tally(world.asked())
  const quota = UNITS_PER_MINUTE / 60 / (unitsOf(world.called()) / MAILS)
  const total = [...calls.values()].reduce((sum, count) => sum + count, 0)

  return [
    { part: PART, name: 'one mail alone, until its draft waits', unit: 'ms', ...middle(alone) },
    {
      part: PART,
      name: `mails a second, ${MAILS} at once`,
      value: MAILS / seconds,
      unit: '',
      note: 'Gmail, the model and the database run in the same process',
    },
    {
      part: PART,
      name: 'mails a second that Gmail allows one project',
      value: quota,
      unit: '',
      note: `reached to ${((100 * MAILS) / seconds / quota).toFixed(1)} % by this one process`,
    },
    { part: PART, name: 'of the time of one mail alone, the largest part', unit: '%', ...costs },
    { part: PART, name: 'database calls of one mail alone', value: callsAlone, unit: '' },
    {
      part: PART,
      name: `database calls per mail, ${MAILS} at once`,
      value: total / MAILS,
      unit: '',
      bound: { most: MOST_CALLS },
    },
    ...[...calls]
      .sort(([, a], [, b]) => b - a)
      .slice(0, 12)
      .map(([name, count]) => ({
        part: PART,
        name: `  ${name}`,
        value: count / MAILS,
        unit: '',
        note: `${Math.round((100 * count) / total)} % of all calls`,
      })),
  ]
}

const PART = 'From push to draft'

/** Seconds until every one of `count` new mails has its draft. */
async function drafted({ google, supabase: { sql }, afterwork }: BenchWorld, count: number, name: string) {
  const waiting = async () => Number((await sql`select count(*) as n from public.drafts`)[0]?.n)
  const target = (await waiting()) + count
  const began = performance.now()
  for (let index = 0; index < count; index++) {
    await google.deliver(professional.email, question(`${name} ${index}`), ['INBOX', 'UNREAD'])
  }
  while ((await waiting()) < target) {
    if (performance.now() - began > MOST_MS) throw new Error(`Only ${await waiting()} of ${target} drafts are waiting`)
    await wait(5)
  }
  const seconds = (performance.now() - began) / 1000
  await afterwork.idle()
  return seconds
}

const question = (name: string) => {
  const id = name.replace(' ', '-')
  return [
    `From: Client ${name} <client-${id}@brackenmillcycles.example>`,
    `To: ${professional.name} <${professional.email}>`,
    `Subject: A question about contract ${name}`,
    `Date: ${new Date().toUTCString()}`,
    `Message-ID: <${id}.${Date.now()}@brackenmillcycles.example>`,
    'Content-Type: text/plain; charset=utf-8',
    '',
    `Dear ${professional.name},`,
    '',
    `could you tell me by when the notice for contract ${name} has to be given, and what your fee would be?`,
    '',
    'Best wishes',
    `Client ${name}`,
  ].join('\r\n')
}

/** Who took most of the time while mails came one by one: the others, or what lies between their answers. */
function costsOf(called: Call[], alone: number[]): { value: number; note: string } {
  const whole = alone.reduce((sum, ms) => sum + ms, 0)
  const spent = [...Map.groupBy(called, ({ whom }) => whom)].map(([whom, calls]) => ({
    whom,
    share: (100 * calls.reduce((sum, { ms }) => sum + ms, 0)) / whole,
  }))
  const others = spent.reduce((sum, { share }) => sum + share, 0)
  const all = [...spent, { whom: 'our own code and the wires', share: Math.max(0, 100 - others) }]
  const [largest] = all.sort((a, b) => b.share - a.share)
  const note = all.map(({ whom, share }) => `${whom} ${share.toFixed(0)} %`).join(', ')
  return { value: largest?.share ?? 0, note }
}

const unitsOf = (called: Call[]) =>
  called
    .filter(({ whom }) => whom === 'google')
    .reduce((sum, { what }) => sum + (UNITS.find(([call]) => call.test(what))?.[1] ?? 0), 0)

/** How often each table and function was asked. */
function tally(asked: string[]): Map<string, number> {
  const names = asked.map((question) => question.replace(/\?.*$/, '').replace('/rest/v1/', ''))
  return new Map([...Map.groupBy(names, (name) => name)].map(([name, same]) => [name, same.length]))
}
