import { readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { files, module, modules, root, type Source, walk } from '../support/house.ts'

const everything = modules('api', 'core', 'local', 'web')
const styles = files('local', 'web')
  .filter((file) => file.endsWith('.css'))
  .map((file) => ({ path: file, lines: readFileSync(path.join(root, file), 'utf8').trimEnd().split('\n').length }))

test('no file is longer than 250 lines', () => {
  expect(tooLong([...everything, ...styles])).toEqual([])
})

test('half of all files have at most 60 lines', () => {
  expect(median(everything.map(({ lines }) => lines))).toBeLessThanOrEqual(60)
})

test('nothing is kept in a drawer for everything', () => {
  expect(files('api', 'core', 'local', 'web', 'tests').filter(isDrawer)).toEqual([])
})

test('nothing is passed on through a barrel', () => {
  expect([...everything, ...modules('tests')].filter(isBarrel).map(({ path }) => path)).toEqual([])
})

test('prompt files hold only words', () => {
  expect(everything.filter(({ path }) => path.endsWith('.prompt.ts')).flatMap(notWords)).toEqual([])
})

test('what the model is told comes from a prompt file', () => {
  const rooms = everything.filter(({ path }) => path.startsWith('core/') && !path.startsWith('core/providers/'))
  expect(rooms.flatMap(improvised)).toEqual([])
})

test('each of these rules can fail', () => {
  expect(tooLong([module('core/x.ts', 'x()\n'.repeat(251)), module('core/y.ts', 'y()\n'.repeat(250))])).toEqual([
    'core/x.ts has 251 lines',
  ])
  expect(median([1, 61, 300])).toBe(61)
  expect(['core/utils/x.ts', 'web/portal/helpers/x.js', 'local/common.ts'].filter(isDrawer)).toHaveLength(3)
  expect(isBarrel(module('core/drafts/index.ts', ''))).toBe(true)
  expect(isBarrel(module('core/drafts/all.ts', "export * from './a.ts'\nexport { b } from './b.ts'"))).toBe(true)
  expect(isBarrel(module('core/drafts/a.ts', 'export const a = 1'))).toBe(false)
})

test.each([
  "export const A = 'Hello ' + name",
  "import { x } from './x.ts'",
  "export const a = () => 'words'",
  'export let A = `words`',
])('"%s" has no place in a prompt file', (text) => {
  expect(notWords(module('core/x/a.prompt.ts', text))).toHaveLength(1)
})

test('a prompt made up on the spot is found', () => {
  const asks = (system: string, from: string) =>
    module('core/x/a.ts', `import { A } from '${from}'\nask(context, { system: ${system} })`)
  expect(improvised(asks("'You are'", './a.prompt.ts'))).toHaveLength(1)
  expect(improvised(asks('A', './a.ts'))).toHaveLength(1)
  expect(improvised(asks('A', './a.prompt.ts'))).toEqual([])
})

function tooLong(sources: Pick<Source, 'path' | 'lines'>[]): string[] {
  return sources.filter(({ lines }) => lines > 250).map(({ path, lines }) => `${path} has ${lines} lines`)
}

function median(numbers: number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? 0
}

function isDrawer(file: string): boolean {
  return file.split('/').some((part) => /^(utils?|helpers?|common|misc|lib)(\.\w+)?$/i.test(part))
}

function isBarrel({ path, tree }: Source): boolean {
  const { statements } = tree
  const passesOn = (node: ts.Statement) => ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined
  return /(^|\/)index\.[jt]s$/.test(path) || (statements.length > 0 && statements.every(passesOn))
}

function notWords({ path, tree }: Source): string[] {
  return tree.statements.filter((statement) => !isWords(statement)).map((node) => `${path}: ${node.getText()}`)
}

function isWords(statement: ts.Statement): boolean {
  if (!ts.isVariableStatement(statement) || !(statement.declarationList.flags & ts.NodeFlags.Const)) return false
  return statement.declarationList.declarations.every(({ initializer }) => {
    return initializer !== undefined && ts.isStringLiteralLike(initializer)
  })
}

function improvised({ path, tree, imports }: Source): string[] {
  const words = imports.filter(({ to }) => to.endsWith('.prompt.ts')).flatMap(({ names }) => names)
  return [...walk(tree)]
    .filter((node) => ts.isPropertyAssignment(node) && node.name.getText() === 'system')
    .filter((node) => !(ts.isPropertyAssignment(node) && words.includes(node.initializer.getText())))
    .map((node) => `${path}: ${node.getText()}`)
}
