import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { accepted } from '../../support/accepted.ts'
import { openPractice, type Practice } from '../../support/practice.ts'
import { startWorld } from '../../support/world.ts'
import { BODY, scripted } from './scripted.ts'

const MAILS = 20
const AT_ONCE = 2
const COMMAND = fileURLToPath(new URL('run.ts', import.meta.url))

const world = await startWorld()
const { sql } = world.supabase
const children: ChildProcess[] = []
let ada: Practice
let asked = 0

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  world.claude.script(scripted(() => BODY))
  for (let nth = 0; nth < MAILS; nth++) await accepted(world, ada, {})
  await sql`update public.clients set replay_allowed = true`
  world.claude.script((request) => {
    asked++
    return scripted(() => BODY)(request)
  })
}, 120_000)
afterAll(() => {
  for (const child of children) child.kill('SIGKILL')
})

/** The command itself, as somebody types it, against the database and the models that the environment names. */
function run(...args: string[]) {
  const child = spawn(process.execPath, [COMMAND, '--against', 'then', '--at-once', `${AT_ONCE}`, ...args], {
    env: { ...process.env, ...world.env },
  })
  children.push(child)
  const said = { out: '', err: '' }
  child.stdout.on('data', (data) => {
    said.out += data
  })
  child.stderr.on('data', (data) => {
    said.err += data
  })
  return { child, said, ended: once(child, 'close').then(([code]) => code as number | null) }
}

const kept = async () =>
  (await sql<{ results: number }[]>`select count(*)::int as results from public.replay_results`)[0]?.results ?? 0

test('killed in the middle it goes on where it was, and asks again only what it had not been told', async () => {
  const { child, ended, said } = run()
  child.stderr.on('data', () => {
    if (asked > MAILS) child.kill('SIGKILL')
  })
  expect([await ended, said.out]).toEqual([null, ''])
  const before = await kept()
  expect(before).toBeGreaterThan(0)
  expect(before).toBeLessThan(2 * MAILS)

  const again = run()
  expect(await again.ended).toBe(0)
  expect(again.said.out).toContain('Not worse')
  expect(await kept()).toBe(2 * MAILS)
  // Each mail is written once, and judged twice; what was under way when it was killed is asked for again.
  expect(asked).toBeGreaterThanOrEqual(3 * MAILS)
  expect(asked).toBeLessThanOrEqual(3 * MAILS + 3 * AT_ONCE)
})

test('it says what is wrong with what was typed, and that is no verdict', async () => {
  const wrong = [
    ['--client', 'quill'],
    ['--sample', 'all'],
    ['--budget', '-1'],
    ['--route', 'the-best-one'],
    ['--nonsense'],
  ]
  for (const args of wrong) {
    const { said, ended } = run(...args)
    expect([args, await ended, said.out]).toEqual([args, 2, ''])
    expect(said.err).toMatch(/^Cannot replay: /)
  }
  const nobody = run('--client', '00000000-0000-4000-8000-000000000009')
  expect([await nobody.ended, nobody.said.out]).toEqual([2, expect.stringContaining('There is nothing to replay')])
})
