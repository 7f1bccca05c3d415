import { builtinModules } from 'node:module'
import path from 'node:path'
import { build } from 'esbuild'
import { Miniflare } from 'miniflare'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { files, root } from '../support/house.ts'

const doors = files('api')
  .filter((file) => !file.startsWith('api/_'))
  .map((file) => path.basename(file, '.ts'))

const environment = {
  APP_URL: 'https://app.assistantai.test',
  CRON_SECRET: 'a-word-of-sixteen-letters',
  SEALING_KEYS: `1:${Buffer.alloc(32, 7).toString('base64')}`,
  SUPABASE_URL: 'http://127.0.0.1:1',
  SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x',
  SUPABASE_SECRET_KEY: 'sb_secret_x',
  GOOGLE_CLIENT_ID: 'x',
  GOOGLE_CLIENT_SECRET: 'x',
  GMAIL_PUSH_TOPIC: 'projects/x/topics/x',
  GMAIL_PUSH_ACCOUNT: 'push@assistantai.test',
  RESEND_API_KEY: 're_x',
  LETTERS_FROM: 'AssistantAI <hello@assistantai.test>',
  ANTHROPIC_API_KEY: 'x',
}

let edge: Miniflare

beforeAll(async () => {
  const modulesOf = await bundle()
  edge = new Miniflare({
    host: '127.0.0.1',
    cf: false,
    workers: doors.map((door) => ({
      name: door,
      routes: [`*/api/${door}`, `*/api/${door}/*`],
      modules: modulesOf(door),
      compatibilityDate: '2026-06-01',
      compatibilityFlags: ['nodejs_compat', 'nodejs_compat_populate_process_env'],
      bindings: environment,
    })),
  })
  await edge.ready
}, 120_000)
afterAll(() => edge.dispose())

const CLOSED = ['billing', 'clients', 'onboarding', 'outreach', 'support']

test.each(doors)('at the edge, the door "%s" opens and answers in the envelope', async (door) => {
  const { status, body } = await ask(`/api/${door}/definitely/not/here/at/all`)
  const [expected, code] = CLOSED.includes(door) ? [501, 'not_available'] : [404, 'not_found']
  expect(status).toBe(expected)
  expect(body).toMatchObject({ success: false, code, requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) })
})

test('at the edge, a person who is not signed in is told so', async () => {
  const { status, body } = await ask('/api/drafts')
  expect(status).toBe(401)
  expect(body).toMatchObject({ success: false, code: 'unauthenticated' })
})

test('at the edge, the API describes itself', async () => {
  const { status, body } = await ask('/api/insights/openapi.json')
  expect(status).toBe(200)
  expect(body).toMatchObject({ openapi: expect.stringMatching(/^3\.1/), servers: [{ url: environment.APP_URL }] })
})

async function ask(address: string): Promise<{ status: number; body: unknown }> {
  const response = await edge.dispatchFetch(new URL(address, environment.APP_URL))
  return { status: response.status, body: await response.json() }
}

/** What a platform of Web standards would run: nothing of Node's but what it offers itself. The door's module is first. */
async function bundle(): Promise<(door: string) => { type: 'ESModule'; path: string; contents: string }[]> {
  const { outputFiles } = await build({
    entryPoints: doors.map((door) => `api/${door}.ts`),
    absWorkingDir: root,
    outdir: 'edge',
    splitting: true,
    minify: true,
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    conditions: ['workerd', 'worker', 'import'],
    // A megabyte and a half that reads PDFs, in a thread: at the edge, where there are none, a PDF stays unread.
    external: ['node:*', 'unpdf'],
    alias: Object.fromEntries(builtinModules.map((name) => [name, `node:${name}`])),
    logLevel: 'silent',
  })
  const modules = outputFiles.map(({ path: file, text }) => {
    return { type: 'ESModule' as const, path: path.basename(file), contents: text }
  })
  return (door) => modules.toSorted((a, b) => Number(b.path === `${door}.js`) - Number(a.path === `${door}.js`))
}
