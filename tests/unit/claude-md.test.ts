import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../support/house.ts'

const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const guides = ['CLAUDE.md', 'README.md']

test('the guide is read in a minute', () => {
  expect(read('CLAUDE.md').trimEnd().split('\n').length).toBeLessThanOrEqual(70)
})

test.each(guides)('every path %s names exists', (guide) => {
  expect(pathsIn(read(guide)).length).toBeGreaterThan(5)
  expect(pathsIn(read(guide)).filter(isGone)).toEqual([])
})

test.each(guides)('every command %s names exists', (guide) => {
  expect(commandsIn(read(guide)).length).toBeGreaterThan(1)
  expect(commandsIn(read(guide)).filter(isUnknown)).toEqual([])
})

test('a wrong path and a wrong command are found', () => {
  const text =
    'See `core/nowhere/`, [x](docs/nowhere.png), `core/*.nothing`, `core/env.ts`, `Refusal`; `npm run nothing`, `npm test`'
  expect(pathsIn(text).filter(isGone)).toEqual(['core/nowhere/', 'core/*.nothing', 'docs/nowhere.png'])
  expect(commandsIn(text).filter(isUnknown)).toEqual(['nothing'])
})

/** What is quoted or linked and looks like a path of ours: not an address, not a folder we promise not to have, not a file of your own. */
function pathsIn(text: string): string[] {
  const linked = [...text.matchAll(/\]\(([^):]+)\)/g)].map(([, target = '']) => target)
  return [...quotedIn(text), ...linked]
    .filter((word) => /^[\w.@*-][\w.@*/-]*$/.test(word))
    .filter((word) => /\/|^\.\w|\.(ts|json|md|yml|yaml|js)$/.test(word))
    .filter((word) => !/^(utils|helpers|common)\/$|^\.env$/.test(word))
}

function commandsIn(text: string): string[] {
  const blocks = [...text.matchAll(/```sh\n([^`]+)```/g)].flatMap(([, lines = '']) => lines.split('\n'))
  return [...quotedIn(text), ...blocks].flatMap((words) => /^npm (?:run )?([\w:]+)/.exec(words)?.[1] ?? [])
}

const quotedIn = (text: string) => [...text.matchAll(/`([^`\n]+)`/g)].map(([, word = '']) => word)

/** A name without a folder may be any file of that name. */
function isGone(name: string): boolean {
  if (existsSync(path.join(root, name))) return false
  const pattern = name.includes('/') ? name : `{api,core,local,web}/**/${name}`
  return globSync(pattern, { cwd: root }).length === 0
}

function isUnknown(command: string): boolean {
  const npmOwn = ['ci', 'install', 'rebuild']
  return !npmOwn.includes(command) && !Object.hasOwn(JSON.parse(read('package.json')).scripts, command)
}
