import { existsSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'
import { listen } from '../../local/serve.ts'
import { type Launched, launchStart, postmasterOf, worldDirectory } from '../support/launched.ts'

const SLOW = 60_000
let directory: string
let remove: () => Promise<void>
const running: Launched[] = []

beforeEach(() => {
  ;({ directory, remove } = worldDirectory())
})

afterEach(async () => {
  await Promise.all(running.splice(0).map((launched) => launched.interrupt()))
  await remove()
})

test('a first start interrupted while planting leaves nothing running, and the next one plants anew', async () => {
  const url = await freeAddress()
  const PORT = new URL(url).port

  const first = launch({ PORT })
  // Somebody has signed up by now, and no mailbox is connected yet.
  await expect
    .poll(async () => (await stateAt(url))?.letters?.length, { timeout: SLOW, interval: 10 })
    .toBeGreaterThan(0)
  await first.interrupt()
  expect(first.output()).not.toContain('is running')
  expectNothingLeft()

  const second = launch({ PORT })
  await expect.poll(() => second.output(), { timeout: SLOW }).toContain('is running')
  await expect
    .poll(async () => (await stateAt(url))?.ledger, { timeout: SLOW })
    .toEqual({ waiting: 0, drafted: 26, skipped: 28, failed: 0 })
  await second.interrupt()
  expectNothingLeft()
}, 120_000)

test('a stop that is asked of the command alone is passed on', async () => {
  const first = launch()
  await expect.poll(() => first.output(), { timeout: SLOW, interval: 10 }).toContain('Starting Postgres')
  first.kill('SIGINT')
  expect(await first.ended).toBe(0)
  expectNothingLeft()
}, 60_000)

test('a start interrupted while Postgres is being made leaves nothing running', async () => {
  const first = launch()
  await expect.poll(() => first.output(), { timeout: SLOW, interval: 10 }).toContain('Starting Postgres')
  await first.interrupt()
  expect(await first.ended).toBe(0)
  expectNothingLeft()
}, 60_000)

test('an error after Postgres was started leaves nothing running', async () => {
  const first = launch()
  await expect.poll(() => first.output(), { timeout: SLOW }).toContain('is running')
  await first.interrupt()

  writeFileSync(path.join(directory, 'state.json'), 'not a state')
  expect(await launch().ended).toBe(1)
  expectNothingLeft()
}, 60_000)

test('an APP_URL that the emulated Google could not come back to is named at once', async () => {
  const wrong = launch({ APP_URL: 'https://app.example.com' })
  expect(await wrong.ended).toBe(1)
  expect(wrong.output()).toMatch(/^\s*APP_URL is wrong: .*http:\/\/127\.0\.0\.1:\d+.*GOOGLE_CLIENT_ID/)
  expect(wrong.output().trim().split('\n')).toHaveLength(1)
  expectNothingLeft()
})

test('an APP_URL that is where everything is served is taken, and the next wrong variable is named', async () => {
  const url = await freeAddress()
  const DATABASE_URL = 'postgres://127.0.0.1:1/none'
  const right = launch({ APP_URL: `${url}/`, PORT: new URL(url).port, DATABASE_URL })
  expect(await right.ended).toBe(1)
  expect(right.output()).toMatch(/^\s*DATABASE_URL is wrong/)
})

test.each([
  ['nobody listens there', 'postgres://postgres:secret-word@127.0.0.1:1/postgres'],
  ['it has no address', 'secret-word'],
])('a DATABASE_URL is named when %s, and its password is not', async (_, DATABASE_URL) => {
  const wrong = launch({ DATABASE_URL })
  expect(await wrong.ended).toBe(1)
  expect(wrong.output()).toMatch(/^\s*DATABASE_URL is wrong: /)
  expect(wrong.output().trim().split('\n')).toHaveLength(1)
  expect(wrong.output()).not.toContain('secret-word')
  expectNothingLeft()
})

test('a DATABASE_URL whose password is wrong is named', async () => {
  const url = new URL(inject('postgres'))
  url.password = 'secret-word'
  const wrong = launch({ DATABASE_URL: url.href })
  expect(await wrong.ended).toBe(1)
  expect(wrong.output()).toMatch(/^\s*DATABASE_URL is wrong: .*password/)
  expect(wrong.output()).not.toContain('secret-word')
})

function launch(settings: Record<string, string> = {}): Launched {
  const launched = launchStart(directory, settings)
  running.push(launched)
  return launched
}

async function freeAddress(): Promise<string> {
  const { url, close } = await listen(0)
  await close()
  return url
}

function expectNothingLeft(): void {
  expect(postmasterOf(directory)).toBeUndefined()
  expect(existsSync(path.join(directory, 'world.lock'))).toBe(false)
}

type Known = { letters?: unknown[]; ledger?: Record<string, number> }

async function stateAt(url: string): Promise<Known | undefined> {
  const response = await fetch(`${url}/local/state.json`).catch(() => undefined)
  return response?.ok ? ((await response.json()) as Known) : undefined
}
