import { readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { Constants } from '../../core/database.types.ts'
import { files, module, modules, root, type Source, walk } from '../support/house.ts'

type Enums = Record<string, readonly string[]>

const generated: Enums = Constants.public.Enums

/** Words no person is shown. */
const UNSHOWN = [
  'actor_kind',
  'call_outcome',
  'memory_lesson',
  'model_task',
  'direction',
  'draft_author',
  'job_kind',
  'text_status',
  'job_priority',
  'member_role',
  'operator_role',
  'reading_purpose',
  'rule_kind',
  'search_part',
]

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const locales = files('web').filter((file) => /^web\/\w+\/locales\/\w+\.json$/.test(file))

test('the generated types know the enums of the migrations, value by value', () => {
  const sql = files('supabase/migrations').sort().map(read).join('\n')
  expect(generated).toEqual(enumsOf(sql))
})

test('schemas take their enums from Postgres instead of repeating them', () => {
  expect(modules('api', 'core').flatMap((source) => repeated(source, generated))).toEqual([])
})

test('there are locales to compare', () => {
  expect(locales).toContain('web/portal/locales/en.json')
})

test.each(locales)('%s has a word for every value a person is shown, and for no other', (file) => {
  const shown = Object.fromEntries(Object.entries(generated).filter(([name]) => !UNSHOWN.includes(name)))
  expect(disagreements(Object.keys(JSON.parse(read(file))), shown)).toEqual([])
})

test.each(locales)('%s speaks of the same things as the English one', (file) => {
  const english = file.replace(/\w+\.json$/, 'en.json')
  expect(Object.keys(JSON.parse(read(file))).sort()).toEqual(Object.keys(JSON.parse(read(english))).sort())
})

test('enums are read from SQL, with what was added later', () => {
  const sql =
    "create type public.mood as enum (\n  'calm', -- why\n  'brisk'\n);\nalter type public.mood add value 'glad';"
  expect(enumsOf(sql)).toEqual({ mood: ['calm', 'brisk', 'glad'] })
})

test('an enum written down twice is found', () => {
  const mood = { mood: ['calm', 'brisk', 'glad'] }
  expect(repeated(module('core/x/schema.ts', "z.enum(['calm', 'brisk'])"), mood)).toHaveLength(1)
  expect(repeated(module('core/x/schema.ts', "z.union([z.literal('calm')])"), mood)).toEqual([])
  expect(repeated(module('core/x/schema.ts', "z.enum(['en', 'ar'])"), mood)).toEqual([])
})

test('a missing word and a stale one are found', () => {
  const keys = ['title', 'mood.calm', 'mood.angry']
  expect(disagreements(keys, { mood: ['calm', 'brisk'] })).toEqual(['missing mood.brisk', 'unknown mood.angry'])
})

function enumsOf(sql: string): Enums {
  const bare = sql.replace(/--.*$/gm, '')
  const values = (list = '') => [...list.matchAll(/'([^']+)'/g)].map(([, value = '']) => value)
  const created = [...bare.matchAll(/create type public\.(\w+) as enum \(([^)]*)\)/g)]
  const enums: Record<string, string[]> = Object.fromEntries(created.map(([, name, list]) => [name, values(list)]))
  for (const [, name = '', value = ''] of bare.matchAll(/alter type public\.(\w+) add value '([^']+)'/g))
    enums[name]?.push(value)
  return enums
}

function repeated({ path: file, tree }: Source, enums: Enums): string[] {
  return [...walk(tree)].filter(ts.isArrayLiteralExpression).flatMap((list) => {
    const words = list.elements.filter(ts.isStringLiteralLike).map(({ text }) => text)
    const [name] = Object.entries(enums).find(([, values]) => words.every((word) => values.includes(word))) ?? []
    const isEnum = ts.isCallExpression(list.parent) && list.parent.expression.getText() === 'z.enum'
    return isEnum && words.length > 1 && name ? [`${file}: ${list.getText()} repeats the enum "${name}"`] : []
  })
}

function disagreements(keys: string[], enums: Enums): string[] {
  return Object.entries(enums).flatMap(([name, values]) => {
    const wanted = values.map((value) => `${name}.${value}`)
    const present = keys.filter((key) => key.startsWith(`${name}.`))
    const missing = wanted.filter((key) => !present.includes(key)).map((key) => `missing ${key}`)
    return [...missing, ...present.filter((key) => !wanted.includes(key)).map((key) => `unknown ${key}`)]
  })
}
