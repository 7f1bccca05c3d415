import { beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import type { Door } from '../../api/_http/door.ts'
import { DOOR_NAMES } from '../../local/doors.ts'
import { type Person, signIn } from '../support/person.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const UNKNOWN = '00000000-0000-4000-8000-000000000000'
const WRONG = [null, true, 7, -1e12, 1.5, '', 'x', 'x'.repeat(60_000), [], [1], {}, { a: 1 }]
const DEVELOPERS = /expected|received|invalid input|invalid option|pattern|regex|too (small|big)|nan\b/i

const doors = await Promise.all(
  DOOR_NAMES.map(async (name) => ((await import(`../../api/${name}.ts`)) as { default: Door }).default),
)
const routes = doors.flatMap(({ name, routes }) =>
  routes.map((route) => {
    const [method = '', path = ''] = route.path.split(' ')
    return { ...route, method, address: `/api/${name}${path === '/' ? '' : path}`.replace(/:\w+/g, UNKNOWN) }
  }),
)
let ada: Person

beforeAll(async () => {
  ada = await signIn(world, 'ada@quill.example', 'Quill & Sons')
})

// A body that may be anything is never wrong.
const particular = routes.filter(({ body }) => body && !(body instanceof z.ZodUnknown))

test.each(particular)('$method $address speaks to people about what is wrong', async (route) => {
  const bodies = [{}, null, [], 7, 'x', ...fields(route.body).flatMap((field) => WRONG.map((x) => ({ [field]: x })))]
  const said = await Promise.all(bodies.map((body) => wordsOf(ada.ask(route.method, route.address, body))))
  expect(said.flat().length).toBeGreaterThan(bodies.length)
  for (const words of said.flat()) expect(words).not.toMatch(DEVELOPERS)
})

test.each(routes.filter(({ query, answer }) => query && answer))(
  '$method $address speaks to people about its query',
  async (route) => {
    const queries = fields(route.query).flatMap((field) =>
      ['', 'x', '0', '-1', '1e9', '1.5', 'x'.repeat(3000)].map((value) => `${field}=${value}`),
    )
    const said = await Promise.all(queries.map((query) => wordsOf(ada.ask('GET', `${route.address}?${query}`))))
    expect(said.flat().length).toBeGreaterThan(0)
    for (const words of said.flat()) expect(words).not.toMatch(DEVELOPERS)
  },
)

test('a row of ours that is not as it should be is our fault, and not the fault of who asks', async () => {
  const { sql } = world.supabase
  await sql`alter table public.clients drop constraint clients_undo_window`
  await sql`alter table public.clients alter column undo_seconds type numeric`
  await sql`update public.clients set undo_seconds = 1.5`
  const answer = await ada.ask('GET', '/api/account/me')
  await sql`update public.clients set undo_seconds = 10`
  expect(answer).toMatchObject({ status: 500, body: { code: 'unexpected' } })
  expect(Object.keys(answer.body).toSorted()).toEqual(['code', 'error', 'requestId', 'success'])
  expect(await ada.ask('GET', '/api/account/me')).toMatchObject({ status: 200 })
})

const Properties = z.object({ properties: z.record(z.string(), z.unknown()).default({}) })

const fields = (schema: z.ZodType | undefined): string[] =>
  schema
    ? Object.keys(Properties.parse(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })).properties)
    : []

async function wordsOf(asking: Promise<{ status: number; body: object }>): Promise<string[]> {
  const { status, body } = await asking
  if (status !== 422) return []
  const { error, issues = [] } = z
    .object({ error: z.string(), issues: z.array(z.object({ message: z.string() })).optional() })
    .parse(body)
  return [error, ...issues.map(({ message }) => message)]
}
