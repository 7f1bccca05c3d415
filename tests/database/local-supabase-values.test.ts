import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Project, startProject } from './local-supabase-project.ts'

const schema = `
  create table public.notes (id bigint generated always as identity primary key, body text not null);
  create table public.samples (
    id integer primary key, whole bigint, exact numeric, parsed json, stored jsonb, raw bytea,
    at timestamptz, day date, lasting interval, words text[], moments timestamptz[], parts jsonb[], ids uuid[]
  );
  create function public.mirror(stored jsonb, parsed json, words text[], at timestamptz, raw bytea, whole bigint, exact numeric, moments timestamptz[])
  returns table (stored jsonb, parsed json, words text[], at timestamptz, raw bytea, whole bigint, exact numeric, moments timestamptz[])
  language sql as 'select $1, $2, $3, $4, $5, $6, $7, $8';
  create function public.same(stored jsonb) returns table (stored jsonb) language sql as 'select $1';
  create function public.rows_of(items jsonb) returns setof public.notes language sql as
    'select n.* from jsonb_array_elements(items) item join public.notes n on n.body = item ->> ''body''';
`

let project: Project

beforeAll(async () => {
  project = await startProject(schema)
})
afterAll(() => project.close())

const values = {
  whole: 9_007_199_254_740_991,
  exact: 12.34,
  parsed: { b: 1, a: ['x', null] },
  stored: { list: [1, 'two', { three: true }], text: 'é "quoted"' },
  raw: '\\x00ff10',
  at: '2026-11-21T06:00:00.123456+00:00',
  words: ['plain', 'with "quotes"', 'with, comma', 'with {braces}', ''],
  moments: ['2026-01-01T00:00:00+00:00', '2026-06-01T12:30:00.5+00:00'],
}

test('values come back from a table as they went in', async () => {
  const row = {
    id: 1,
    ...values,
    day: '2026-11-21',
    lasting: '1 day 02:03:04',
    parts: [{ a: 1 }, { b: [2] }],
    ids: [crypto.randomUUID()],
  }
  const { error } = await project.service().from('samples').insert(row)
  expect(error).toBeNull()
  expect((await project.service().from('samples').select().eq('id', 1).single()).data).toEqual(row)
})

test('values come back from a function as they went in', async () => {
  expect((await project.service().rpc('mirror', values).single()).data).toEqual(values)
})

test('a JSON string, number, truth, null and list stay what they are', async () => {
  const shapes = ['text', '5', '"quoted"', '{"a":1}', 5, true, [], [1, [2]], { deep: { er: null } }]
  const service = project.service()
  const rows = shapes.map((stored, index) => ({ id: 100 + index, stored }))
  expect((await service.from('samples').insert(rows)).error).toBeNull()
  const { data } = await service.from('samples').select('stored').gte('id', 100).order('id')
  expect(data?.map(({ stored }) => stored)).toEqual(shapes)

  for (const shape of shapes) {
    await service.from('samples').update({ stored: shape }).eq('id', 100)
    expect((await service.from('samples').select('stored').eq('id', 100).single()).data).toEqual({ stored: shape })
    expect((await service.rpc('same', { stored: shape })).data).toEqual([{ stored: shape }])
  }
})

test('a list of objects reaches a function as one jsonb', async () => {
  await project.service().from('notes').insert({ body: 'listed' })
  const { data } = await project.service().rpc('rows_of', { items: [{ body: 'listed' }, { body: 'absent' }] })
  expect(data).toMatchObject([{ body: 'listed' }])
})
