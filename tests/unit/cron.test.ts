import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, expect, test } from 'vitest'
import { SCHEDULE } from '../../core/jobs/schedule.ts'
import { matches } from '../../local/cron/matches.ts'
import { startCron } from '../../local/cron.ts'

const SECRET = 'a-long-word-for-the-schedules'

test.each([
  ['* * * * *', '2026-11-21T00:00:00Z', true],
  ['13 4 * * *', '2026-11-21T04:13:59Z', true],
  ['13 4 * * *', '2026-11-21T04:14:00Z', false],
  ['13 4 * * *', '2026-11-21T16:13:00Z', false],
  ['3-58/5 * * * *', '2026-11-21T10:03:00Z', true],
  ['3-58/5 * * * *', '2026-11-21T10:58:00Z', true],
  ['3-58/5 * * * *', '2026-11-21T10:05:00Z', false],
  ['7/20 * * * *', '2026-11-21T10:47:00Z', true],
  ['7/20 * * * *', '2026-11-21T10:06:00Z', false],
  ['0,30 9-17 * * 1-5', '2026-11-20T17:30:00Z', true],
  ['0,30 9-17 * * 1-5', '2026-11-21T17:30:00Z', false],
  ['0 0 * * 7', '2026-11-22T00:00:00Z', true],
  ['0 0 * * 0', '2026-11-22T00:00:00Z', true],
  ['0 0 29 2 *', '2028-02-29T00:00:00Z', true],
  ['0 0 1 1,7 *', '2026-07-01T00:00:00Z', true],
  ['0 0 1 1,7 *', '2026-06-01T00:00:00Z', false],
])('"%s" at %s is %s', (expression, at, expected) => {
  expect(matches(expression, new Date(at))).toBe(expected)
})

test('where both days are named, either will do', () => {
  const friday13th = '0 0 13 * 5'
  expect(matches(friday13th, new Date('2026-11-13T00:00:00Z'))).toBe(true)
  expect(matches(friday13th, new Date('2026-11-20T00:00:00Z'))).toBe(true)
  expect(matches(friday13th, new Date('2026-12-13T00:00:00Z'))).toBe(true)
  expect(matches(friday13th, new Date('2026-11-21T00:00:00Z'))).toBe(false)
})

test.each([
  '* * * *',
  '60 * * * *',
  '* 24 * * *',
  '* * 0 * *',
  '* * * 13 *',
  '* * * * 8',
  '*/0 * * * *',
  '9-3 * * * *',
])('"%s" is refused', (expression) => {
  expect(() => matches(expression, new Date(0))).toThrow(`Cannot read the schedule "${expression}"`)
})

test('names such as MON and macros such as @daily are refused rather than misread', () => {
  expect(() => matches('0 0 * * MON', new Date(0))).toThrow('"MON" is wrong')
  expect(() => matches('@daily', new Date(0))).toThrow('five fields')
})

test('every schedule of the product is one this clock can read, and falls due within a day', () => {
  for (const { cron } of Object.values(SCHEDULE)) {
    const minutes = Array.from({ length: 1440 }, (_, minute) => new Date(Date.UTC(2026, 10, 21, 0, minute)))
    expect(minutes.filter((minute) => matches(cron, minute)).length).toBeGreaterThan(0)
  }
})

const knocks: { path: string; bearer: string | undefined }[] = []
const waiting: { count: number; resolve: () => void }[] = []
const server = createServer((request, response) => {
  knocks.push({ path: request.url ?? '', bearer: request.headers.authorization })
  response.setHeader('content-type', 'application/json').end('{"success":true,"data":{"found":0,"done":0}}')
  for (const { count, resolve } of waiting) if (knocks.length >= count) resolve()
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
afterAll(() => void server.close())

const knocked = (count: number) =>
  new Promise<void>((resolve) => (knocks.length >= count ? resolve() : waiting.push({ count, resolve })))

test('each minute of business time is rung once, at the doors it names, with the bearer', async () => {
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  let now = Date.parse('2026-11-21T04:12:30Z')
  const timers: { run: () => void; ms: number; cancelled: boolean }[] = []
  const stop = startCron(
    { url, env: { CRON_SECRET: SECRET }, clock: { now: () => now, travel: async () => new Date(now) } },
    {
      timer: (run, ms) => {
        const entry = { run, ms, cancelled: false }
        timers.push(entry)
        return () => {
          entry.cancelled = true
        }
      },
    },
  )
  const ring = (at: string) => {
    now = Date.parse(at)
    timers.at(-1)?.run()
  }
  expect(timers.at(-1)?.ms).toBe(30_000)

  ring('2026-11-21T04:12:59.999Z')
  expect(timers.at(-1)?.ms).toBe(1)
  ring('2026-11-21T04:13:00Z')
  await knocked(2)
  expect(knocks.map(({ path }) => path).toSorted()).toEqual([
    '/api/hooks/cron/mail-sweep',
    '/api/hooks/cron/watch-renewal',
  ])
  expect(knocks.every(({ bearer }) => bearer === `Bearer ${SECRET}`)).toBe(true)

  ring('2026-11-21T04:13:00.500Z')
  ring('2026-12-05T09:17:00Z')
  await knocked(3)
  expect(knocks.slice(2).map(({ path }) => path)).toEqual(['/api/hooks/cron/draft-sweep'])

  stop()
  expect(timers.at(-1)?.cancelled).toBe(true)
})
