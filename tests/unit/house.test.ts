import ts from 'typescript'
import { expect, test } from 'vitest'
import { files, module, modules, type Source, walk } from '../support/house.ts'

const product = modules('api', 'core')

test('there are exactly twelve doors', () => {
  const doors = files('api').filter((file) => !file.startsWith('api/_'))
  const names = [
    ...['account', 'billing', 'clients', 'drafts', 'hooks', 'insights'],
    ...['knowledge', 'mailboxes', 'onboarding', 'outreach', 'support', 'threads'],
  ]
  expect(doors.sort()).toEqual(names.map((name) => `api/${name}.ts`))
})

test('only these act past row-level security, each having been entitled to', () => {
  expect(takersOf('actAsWorker', product)).toEqual([
    'api/account.ts',
    'api/drafts.ts',
    'api/hooks.ts',
    'api/insights.ts',
    'api/knowledge.ts',
    'api/mailboxes.ts',
    'core/account/code.ts',
    'core/account/session.ts',
    'core/drafts/rewrite.ts',
    'core/guidance/try.ts',
    'core/mailboxes/connect.ts',
    'core/threads/attachment.ts',
    'core/voice/learn-anew.ts',
  ])
})

test('the service role is opened in one place', () => {
  expect(takersOf('serviceDb', product)).toEqual(['core/worker.ts'])
})

test('the environment is read in one place', () => {
  expect(product.filter(({ path }) => path !== 'core/env.ts').flatMap(environmentReads)).toEqual([])
})

test('the product does not know where it runs', () => {
  expect(product.flatMap(whereabouts)).toEqual([])
})

test('only the log writes to the console', () => {
  expect(product.filter(({ path }) => path !== 'core/log.ts').flatMap(consoles)).toEqual([])
})

test('whoever takes a privilege is found, under whatever name', () => {
  const taking = (text: string) => takersOf('actAsWorker', [module('api/x.ts', text)])
  expect(taking("import { actAsWorker as me } from '../core/worker.ts'")).toEqual(['api/x.ts'])
  expect(taking("import * as worker from '../core/worker.ts'\nworker.actAsWorker()")).toEqual(['api/x.ts'])
  expect(taking("const { actAsWorker } = await import('../core/worker.ts')")).toEqual(['api/x.ts'])
  expect(taking('// actAsWorker is not for us')).toEqual([])
})

test.each([
  ['process.env.HOME', environmentReads],
  ["process['env']", environmentReads],
  ['const { env } = process', environmentReads],
  ["import { env } from 'node:process'", environmentReads],
  ['if (isLocal) send()', whereabouts],
  ["if (config.NODE_ENV !== 'test') send()", whereabouts],
  ["const local = url.hostname === 'localhost'", whereabouts],
  ["console.error('no')", consoles],
  ['globalThis.console.log(1)', consoles],
])('%s is refused', (text, rule) => {
  expect(rule(module('core/x.ts', text))).not.toEqual([])
})

function takersOf(name: string, sources: Source[]): string[] {
  const takes = ({ tree }: Source) => [...walk(tree)].some((node) => ts.isIdentifier(node) && node.text === name)
  const makes = ({ text }: Source) => new RegExp(`^export (const|function) ${name}\\b`, 'm').test(text)
  return sources
    .filter((source) => takes(source) && !makes(source))
    .map(({ path }) => path)
    .sort()
}

function environmentReads(source: Source): string[] {
  return found(
    source,
    (node) => (ts.isIdentifier(node) && node.text === 'process') || wordIn(node, /^(node:)?process$/),
  )
}

function whereabouts(source: Source): string[] {
  return found(source, (node) => {
    if (ts.isIdentifier(node)) return /^(NODE_ENV|is_?(local|dev|prod|test)\w*)$/i.test(node.text)
    return wordIn(node, /^(development|production|test|localhost|127\.0\.0\.1)$/)
  })
}

function consoles(source: Source): string[] {
  return found(source, (node) => ts.isIdentifier(node) && node.text === 'console')
}

const wordIn = (node: ts.Node, word: RegExp) => ts.isStringLiteralLike(node) && word.test(node.text)

function found({ path, tree }: Source, matches: (node: ts.Node) => boolean): string[] {
  const line = (node: ts.Node) => tree.getLineAndCharacterOfPosition(node.getStart()).line + 1
  return [...walk(tree)].filter(matches).map((node) => `${path}:${line(node)} ${node.parent.getText()}`)
}
