import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../support/house.ts'

const guide = readFileSync(path.join(root, 'CLAUDE.md'), 'utf8')

test('the guide is read in a minute', () => {
  expect(guide.trimEnd().split('\n').length).toBeLessThanOrEqual(70)
})

test('every path the guide names exists', () => {
  expect(pathsIn(guide).length).toBeGreaterThan(15)
  expect(pathsIn(guide).filter(isGone)).toEqual([])
})

test('every command the guide names exists', () => {
  expect(commandsIn(guide).length).toBeGreaterThan(2)
  expect(commandsIn(guide).filter(isUnknown)).toEqual([])
})

test('a wrong path and a wrong command are found', () => {
  const text = 'See `core/nowhere/`, `core/*.nothing`, `core/env.ts`, `Refusal`, then `npm run nothing` or `npm test`'
  expect(pathsIn(text).filter(isGone)).toEqual(['core/nowhere/', 'core/*.nothing'])
  expect(commandsIn(text).filter(isUnknown)).toEqual(['nothing'])
})

function pathsIn(text: string): string[] {
  return quotedIn(text).filter((word) => /^[\w.@*/-]+$/.test(word) && /\/|^\.|\.(ts|json|md|yml|yaml|js)$/.test(word))
}

function commandsIn(text: string): string[] {
  return quotedIn(text).flatMap((words) => /^npm (?:run )?([\w:]+)/.exec(words)?.[1] ?? [])
}

const quotedIn = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)

/** A name without a folder may be any file of that name. */
function isGone(name: string): boolean {
  if (existsSync(path.join(root, name))) return false
  const pattern = name.includes('/') ? name : `{api,core,local,web}/**/${name}`
  return globSync(pattern, { cwd: root }).length === 0
}

function isUnknown(command: string): boolean {
  const { scripts } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
  return !Object.hasOwn(scripts, command)
}
