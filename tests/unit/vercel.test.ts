import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Built, buildDoors } from '../support/built.ts'
import { root } from '../support/house.ts'
import { releases } from '../support/releases.ts'

type Vercel = {
  installCommand: string
  functions: Record<string, { maxDuration: number }>
  rewrites: { source: string; destination: string }[]
  headers: { source: string; headers: { key: string; value: string }[] }[]
}

const vercel = JSON.parse(readFileSync(path.join(root, 'vercel.json'), 'utf8')) as Vercel
const doors = readdirSync(path.join(root, 'api'), { withFileTypes: true }).filter((entry) => entry.isFile())

const names = doors.map(({ name }) => name.replace('.ts', ''))
let built: Built

beforeAll(() => {
  built = buildDoors(names)
}, 60_000)
afterAll(() => built.remove())

test.each(names)('every address behind /api/%s reaches its door', (door) => {
  const reached = vercel.rewrites.map((rewrite) => rewritten(rewrite, `/api/${door}/a/b`)).find(Boolean)
  expect(reached).toBe(`/api/${door}`)
})

test('what compiles the doors is installed where they are built', () => {
  expect(vercel.installCommand).toBe('npm ci')
})

test.each(names)('the door %s, compiled as the platform does it, loads and answers', async (name) => {
  const { status, body } = await built.load(name)
  // What is not built yet says so at every address.
  expect(['404 not_found', '501 not_available']).toContain(`${status} ${body.code}`)
  expect(body).toEqual({
    success: false,
    error: expect.stringMatching(/^[A-Z]/),
    code: body.code,
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
  })
})

test('the smallest plan is enough: twelve functions, each with its time limit', () => {
  expect(Object.keys(vercel.functions)).toEqual(['api/*.ts'])
  expect(vercel.functions['api/*.ts']?.maxDuration).toBeLessThanOrEqual(300)
  expect(doors.length).toBeLessThanOrEqual(12)
})

test('pages run nothing but our own files', () => {
  const policy = policyOf(headersOf('/portal/index.html')['content-security-policy'])
  expect(weaknesses(policy)).toEqual([])
  expect(policy['default-src']).toEqual(["'self'"])
  expect(policy['frame-ancestors']).toEqual(["'none'"])
  expect(policy['require-trusted-types-for']).toEqual(["'script'"])
})

test.each(['/', '/portal/', '/portal/portal.js'])('%s is served with the headers that protect it', (address) => {
  const headers = headersOf(address)
  expect(headers['strict-transport-security']).toMatch(/^max-age=\d{8,}; includeSubDomains/)
  expect(headers['x-content-type-options']).toBe('nosniff')
  expect(headers['referrer-policy']).toBe('same-origin')
  expect(headers['cross-origin-opener-policy']).toBe('same-origin')
  expect(headers['permissions-policy']).toContain('camera=()')
})

test('the API is for our own pages, over TLS', () => {
  const headers = headersOf('/api/drafts')
  expect(headers['strict-transport-security']).toBeDefined()
  expect(headers['cross-origin-resource-policy']).toBe('same-origin')
  expect(headers['content-security-policy']).toBeUndefined()
})

test('a release that rewrites what an earlier one has migrated is refused', async () => {
  const { release, check, remove } = await releases()
  try {
    await release('v1.0.0', { '1_account.sql': 'create table a ();', '2_drafts.sql': 'create table d ();' })
    expect(await check()).toEqual({ code: 0, said: '' })
    await release('v1.0.1', { '3_added.sql': 'create table n ();' })
    expect(await check()).toEqual({ code: 0, said: '' })
    await release('v1.0.2', { '1_account.sql': 'create table a (id uuid);' })
    expect(await check()).toEqual({
      code: 1,
      said: expect.stringMatching(/^::error::Released with v1\.0\.1.*: supabase\/migrations\/1_account\.sql\n$/),
    })
  } finally {
    remove()
  }
})

test('a policy that lets strangers in is found', () => {
  expect(weaknesses(policyOf("script-src 'self' 'unsafe-inline'; style-src https: 'unsafe-eval'; img-src *"))).toEqual([
    "script-src 'unsafe-inline'",
    'style-src https:',
    "style-src 'unsafe-eval'",
    'img-src *',
  ])
})

function rewritten({ source, destination }: { source: string; destination: string }, address: string) {
  const pattern = new RegExp(`^${source.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`)
  const found = pattern.exec(address)
  return found ? destination.replace(/:(\w+)/g, (_, name: string) => found.groups?.[name] ?? '') : undefined
}

function headersOf(address: string): Record<string, string> {
  const matching = vercel.headers.filter(({ source }) => new RegExp(`^${source}$`).test(address))
  return Object.fromEntries(matching.flatMap(({ headers }) => headers.map(({ key, value }) => [key, value])))
}

function policyOf(text = ''): Record<string, string[]> {
  const directives = text.split(';').map((directive) => directive.trim().split(/\s+/))
  return Object.fromEntries(directives.map(([name = '', ...sources]) => [name, sources]))
}

function weaknesses(policy: Record<string, string[]>): string[] {
  const weak = (source: string) => /^'unsafe-|^'wasm-unsafe|\*|^https?:/.test(source)
  return Object.entries(policy).flatMap(([name, sources]) => sources.filter(weak).map((source) => `${name} ${source}`))
}
