import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { files, module, modules, root, type Source, walk } from '../support/house.ts'

const folders = ['api', 'core', 'local', 'web', 'tests', 'supabase', '.github', '.ci']

test('no file holds what does not belong in it', () => {
  const own = readdirSync(root, { withFileTypes: true }).filter((entry) => entry.isFile() && entry.name !== '.env')
  const all = [...own.map(({ name }) => name), ...files(...folders)].filter(
    (file) => !/\.(eml|png|ico|woff2)$/.test(file),
  )
  expect(all.flatMap((file) => foreign(file, readFileSync(path.join(root, file), 'utf8')))).toEqual([])
})

test('every test runs', () => {
  expect(modules('tests').flatMap(asleep)).toEqual([])
})

const postponed = ['TO', 'DO'].join('')
const ignored = ['@ts', 'ignore'].join('-')
const machine = ['', 'work', 'main'].join('/')

test.each([
  ['core/x.ts', `// ${postponed}: later`],
  ['core/x.ts', `// ${ignored}`],
  ['tests/x.ts', `const dir = '${machine}'`],
  ['README.md', `see ${['..', 'shared'].join('/')}/notes`],
  ['package-lock.json', '"resolved": "https://packages.example.test/a.tgz"'],
])('in %s, "%s" is refused', (file, text) => {
  expect(foreign(file, text)).toHaveLength(1)
})

test('ordinary words pass', () => {
  const text = "import '../shared/api.js' // a homework, /work-in-progress, https://example.test/home/"
  expect(foreign('web/portal/x.js', text)).toEqual([])
  expect(foreign('package-lock.json', '"version": "1.0.0"')).toEqual([])
})

test.each([
  "test.skip('x', () => {})",
  "describe.only('x', () => {})",
  "it.todo('x')",
  "test.skipIf(slow)('x', () => {})",
  "test('x', { skip: true }, () => {})",
  "test('x', ({ skip }) => skip())",
])('%s is found', (text) => {
  expect(asleep(module('tests/unit/x.test.ts', text))).not.toEqual([])
})

function foreign(file: string, text: string): string[] {
  return text.split('\n').flatMap((line, index) => {
    const rule = RULES.find(({ where, what }) => where(file) && what.test(line))
    return rule ? [`${file}:${index + 1} ${rule.why}: ${line.trim()}`] : []
  })
}

type Rule = { why: string; where: (file: string) => boolean; what: RegExp }

const everywhere = () => true
const RULES: Rule[] = [
  { why: 'postpones something', where: everywhere, what: new RegExp(`\\b(${postponed}|FIX${'ME'}|XX${'X'})\\b`) },
  {
    why: 'silences a tool',
    where: everywhere,
    what: new RegExp(`@ts-(ignore|expect-error|nocheck)|biome-${'ignore'}`),
  },
  {
    why: 'knows one machine',
    where: everywhere,
    what: /(?<![\w.~:/-])\/(work|root|home|tmp|Users)\/\w|file:\/\/\/|\b[A-Z]:\\\\/,
  },
  {
    why: 'reaches out of the repository',
    where: (file) => file !== '.ci/run',
    what: new RegExp(`\\.\\./${'shared'}(?!/[\\w-]+\\.(js|css))`),
  },
  {
    why: 'names a registry of packages',
    where: (file) => file === 'package-lock.json',
    what: /"resolved": "https?:/,
  },
]

function asleep({ path: file, tree }: Source): string[] {
  const words = /^(skip|skipIf|runIf|only|todo|fails)$/
  const runners = /^(test|it|describe|suite)\b/
  return [...walk(tree)]
    .filter((node) => ts.isIdentifier(node) && words.test(node.text))
    .filter(({ parent }) => {
      if (ts.isPropertyAccessExpression(parent)) return runners.test(parent.getText())
      return ts.isBindingElement(parent) || (ts.isPropertyAssignment(parent) && isOptions(parent))
    })
    .map(({ parent }) => `${file}: ${parent.getText()}`)
}

function isOptions({ parent }: ts.PropertyAssignment): boolean {
  return ts.isCallExpression(parent.parent) && /^(test|it|describe)\b/.test(parent.parent.expression.getText())
}
