import { readFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { expect, test } from 'vitest'
import { Env } from '../../core/env.ts'
import { root } from '../support/house.ts'

const example = readFileSync(path.join(root, '.env.example'), 'utf8')

test('.env.example names every variable there is, and no other', () => {
  const local = ['PORT', 'DATABASE_URL', 'LOCAL_DIR', 'CHROMIUM_PATH']
  expect(Object.keys(parseEnv(example))).toEqual(expect.arrayContaining([...Object.keys(Env.shape), ...local]))
  expect(Object.keys(parseEnv(example))).toHaveLength(Object.keys(Env.shape).length + local.length)
})

test('.env.example explains each variable in the line above it, and sets none', () => {
  expect(faults(example)).toEqual([])
})

test('a variable without its line, or with a value, is found', () => {
  expect(faults('# one\nA=\nB=\n\n# two\nC=secret')).toEqual(['B is not explained', 'C has a value'])
})

test('where a variable may be left out, what stands in for it is said truly', () => {
  const fallbacks = Object.entries(Env.shape).flatMap(([name, schema]) => {
    const { data } = schema.safeParse(undefined)
    return data === undefined || data === 'unknown' ? [] : [[name, `${data} unless set`] as const]
  })
  expect(fallbacks.length).toBeGreaterThan(5)
  for (const [name, words] of fallbacks) expect(example).toContain(`${words}\n${name}=`)
})

function faults(text: string): string[] {
  const lines = text.split('\n')
  return lines.flatMap((line, index) => {
    const [name, value] = line.split('=')
    if (line.startsWith('#') || value === undefined) return []
    const unexplained = /^# \w/.test(lines[index - 1] ?? '') ? [] : [`${name} is not explained`]
    return value === '' ? unexplained : [...unexplained, `${name} has a value`]
  })
}
