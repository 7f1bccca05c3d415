import { setTimeout as wait } from 'node:timers/promises'
import { professional } from '../../local/seed/people.ts'
import { type Measure, middle } from './measure.ts'
import type { BenchWorld } from './world.ts'

const MAILS = 200
const ALONE = 8
const MOST_MS = 120_000

/** From a push to waiting drafts, with a model that answers at once: what is left is our own work. */
export async function measureMail(world: BenchWorld): Promise<Measure[]> {
  const alone: number[] = []
  for (let index = 0; index < ALONE; index++) alone.push((await drafted(world, 1, `alone ${index}`)) * 1000)

  world.asked()
  await drafted(world, 1, 'counted')
  const callsAlone = world.asked().length
  const seconds = await drafted(world, MAILS, 'crowd')
  const calls = tally(world.asked())
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
    { part: PART, name: 'database calls of one mail alone', value: callsAlone, unit: '' },
    { part: PART, name: `database calls per mail, ${MAILS} at once`, value: total / MAILS, unit: '' },
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

/** How often each table and function was asked. */
function tally(asked: string[]): Map<string, number> {
  const names = asked.map((question) => question.replace(/\?.*$/, '').replace('/rest/v1/', ''))
  return new Map([...Map.groupBy(names, (name) => name)].map(([name, same]) => [name, same.length]))
}
