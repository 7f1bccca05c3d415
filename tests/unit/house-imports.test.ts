import { expect, test } from 'vitest'
import { type Import, module, modules, type Source } from '../support/house.ts'

/** A room may use the rooms before it. */
const ROOMS = [
  'account',
  'models',
  'mailboxes',
  'threads',
  'knowledge',
  'rules',
  'claims',
  'voice',
  'drafts',
  'guidance',
  'jobs',
  'insights',
]

/** Rooms know providers by their types and meet them in the context; except here, because: */
const BORROWED: Record<string, string> = {
  'core/mailboxes/connect.ts core/providers/google.ts': 'the scopes to ask for are words, not calls',
  'core/drafts/mime.ts core/providers/gmail-copies.ts': 'the name of the header an approval is recognised by',
  'core/mailboxes/store.ts core/providers/gmail-history.ts': 'which labels set a message aside is told in labels',
  'core/account/session.ts core/providers/supabase.ts': 'a session changes who the database sees',
  'core/threads/image.ts core/providers/remote-file.ts':
    'the open web is nobody’s service, and is met only by who asks for it',
  'core/knowledge/fetch-page.ts core/providers/remote-file.ts': 'as above',
  'core/insights/health.ts core/providers/supabase.ts': 'health asks as nobody, whoever calls',
}

const everything = modules('api', 'core', 'local', 'web')

test('everybody imports only whom they may', () => {
  expect(everything.flatMap(trespasses)).toEqual([])
})

test('every borrowed provider is still borrowed', () => {
  const used = everything.flatMap(({ path, imports }) => imports.map(({ to }) => `${path} ${to}`))
  expect(Object.keys(BORROWED).filter((loan) => !used.includes(loan))).toEqual([])
})

test('imports never go in a circle', () => {
  expect(circle(everything)).toEqual([])
})

test.each([
  ['web/portal/x.js', "import { Draft } from '../../core/drafts/schema.ts'"],
  ['web/portal/x.js', "/** @import { Draft } from '../../core/drafts/approve.ts' */"],
  ['web/portal/x.js', "/** @type {import('../../api/drafts.ts').Draft} */\nlet x"],
  ['web/portal/x.js', "import '../dashboard/y.js'"],
  ['web/portal/x.js', "import 'lit'"],
  ['api/drafts.ts', "import { list } from '../core/drafts/store.ts'"],
  ['api/drafts.ts', "import { gmail } from '../core/providers/gmail.ts'"],
  ['api/drafts.ts', "import threads from './threads.ts'"],
  ['api/drafts.ts', "import { serve } from '../local/serve.ts'"],
  ['core/log.ts', "import { x } from './drafts/list.ts'"],
  ['core/threads/x.ts', "import { approveDraft } from '../drafts/approve.ts'"],
  ['core/threads/x.ts', "const x = () => import('../drafts/approve.ts')"],
  ['core/drafts/x.ts', "import { x } from '../threads/store.ts'"],
  ['core/drafts/x.ts', "import { gmail } from '../providers/gmail.ts'"],
  ['core/drafts/x.ts', "import { door } from '../../api/_http/door.ts'"],
  ['core/unheard_of/x.ts', "import { log } from '../log.ts'"],
  ['core/providers/x.ts', "import type { Draft } from '../drafts/schema.ts'"],
  ['core/providers/x.ts', "import { gmail } from './gmail.ts'"],
  ['local/x.ts', "import { gmail } from '../core/providers/gmail.ts'"],
  ['local/x.ts', "import { x } from '../tests/x.ts'"],
  ['core/drafts/x.ts', "import { Hono } from 'hono'"],
  ['core/drafts/x.ts', "import type Stripe from 'stripe'"],
  ['core/providers/gmail.ts', "import { Resend } from 'resend'"],
  ['api/_http/x.ts', "export { createClient } from '@supabase/supabase-js'"],
  ['local/x.ts', "import Anthropic from '@anthropic-ai/sdk'"],
])('in %s, %s is refused', (path, text) => {
  expect(trespasses(module(path, text))).toHaveLength(1)
})

test.each([
  ['web/portal/x.js', "/** @import { Draft } from '../../core/drafts/schema.ts' */"],
  ['web/portal/x.js', "import { html } from '../shared/html.js'"],
  ['core/drafts/x.ts', "import type { Gmail } from '../providers/gmail.ts'"],
  ['core/drafts/x.ts', "import { quote } from '../models/quote.ts'\nimport { log } from '../log.ts'"],
  ['core/providers/stripe.ts', "import Stripe from 'stripe'\nimport { Unavailable } from '../errors.ts'"],
  ['core/providers/gmail.ts', "import { call } from './gmail-api.ts'"],
  ['local/x.ts', "import type Anthropic from '@anthropic-ai/sdk'"],
])('in %s, %s is welcome', (path, text) => {
  expect(trespasses(module(path, text))).toEqual([])
})

test('a circle is found; in the local world and the browser, only one that runs', () => {
  const round = (zone: string, word: string) => [
    module(`${zone}/a.js`, "import { b } from './b.js'"),
    module(`${zone}/b.js`, `import ${word} { c } from './c.js'`),
    module(`${zone}/c.js`, "import { a } from './a.js'"),
  ]
  expect(circle(round('core', 'type'))).toEqual(['core/a.js', 'core/b.js', 'core/c.js', 'core/a.js'])
  expect(circle(round('local', ''))).toHaveLength(4)
  expect(circle(round('local', 'type'))).toEqual([])
  expect(circle(round('core', '').slice(1))).toEqual([])
})

function trespasses({ path, imports }: Source): string[] {
  return imports
    .filter((taken) => !(isPackage(taken.to) ? mayUse(path, taken) : mayImport(path, taken)))
    .map(({ to, kind }) => `${path} may not import "${to}" (${kind})`)
}

const isPackage = (to: string) => !/^(api|core|local|tests|web)\//.test(to)

/** Each SDK has one vendor; the local world may look at its types. */
const SDKS: Record<string, string> = {
  '@supabase/supabase-js': 'supabase',
  stripe: 'stripe',
  resend: 'resend',
  googleapis: 'gmail',
  '@anthropic-ai/sdk': 'claude',
}

function mayUse(path: string, { to, kind }: Import): boolean {
  if (path.startsWith('web/')) return false
  const name = to.split('/', to.startsWith('@') ? 2 : 1).join('/')
  if (name === 'hono' || name.startsWith('@hono/')) return /^(api|local)\//.test(path)
  const vendor = SDKS[name]
  return !vendor || vendorOf(path) === vendor || (path.startsWith('local/') && kind === 'type')
}

function mayImport(path: string, taken: Import): boolean {
  const [zone = '', room = ''] = path.split('/')
  if (zone === 'web') return mayWeb(room, taken)
  if (zone === 'api') return mayApi(path, taken)
  if (zone === 'local') return mayLocal(taken)
  if (path.split('/').length === 2) return mayCoreRoot(path, taken)
  return room === 'providers' ? mayProvider(path, taken) : mayRoom(path, room, taken)
}

const isCoreRoot = (to: string) => /^core\/[^/]+$/.test(to)
/** `gmail` of core/providers/gmail.ts and core/providers/gmail-drafts.ts */
const vendorOf = (path: string) => /^core\/providers\/([a-z]+)[\w-]*\.ts$/.exec(path)?.[1]
const isProvider = (to: string) => to.startsWith('core/providers/')
const isSchema = (to: string) => /^core\/[^/]+\/schema\.ts$/.test(to)
const isStore = (to: string) => to.endsWith('/store.ts')

function mayWeb(app: string, { to, kind }: Import): boolean {
  if (isSchema(to)) return kind === 'type'
  return [app, 'shared', 'vendor'].some((folder) => to.startsWith(`web/${folder}/`))
}

function mayApi(path: string, { to, kind }: Import): boolean {
  if (to.startsWith('api/_')) return true
  if (to.startsWith('api/')) return path === 'api/_http/openapi.ts' && kind === 'dynamic'
  if (isProvider(to)) return path === 'api/_http/session.ts'
  return to.startsWith('core/') && !isStore(to)
}

/** The local world mounts the doors and knows the words and tables of the product, never its verbs. */
function mayLocal({ to, kind }: Import): boolean {
  if (to.startsWith('local/') || isSchema(to)) return true
  if (/^core\/(env|log|database\.types|jobs\/schedule)\.ts$/.test(to)) return true
  return to === 'api/_http/door.ts' && kind === 'type'
}

function mayCoreRoot(path: string, { to, kind }: Import): boolean {
  if (isProvider(to)) return kind === 'type' || path === 'core/worker.ts'
  return isCoreRoot(to)
}

function mayProvider(path: string, { to }: Import): boolean {
  return isCoreRoot(to) || (isProvider(to) && vendorOf(to) === vendorOf(path))
}

function mayRoom(path: string, room: string, { to, kind }: Import): boolean {
  if (!ROOMS.includes(room)) return false
  if (isCoreRoot(to) || to.startsWith(`core/${room}/`)) return true
  if (isProvider(to)) return kind === 'type' || `${path} ${to}` in BORROWED
  const place = ROOMS.indexOf(to.split('/')[1] ?? '')
  return to.startsWith('core/') && place >= 0 && place < ROOMS.indexOf(room) && !isStore(to)
}

/** The first circle there is. What is imported only when asked for cannot close one: everything is loaded by then. */
function circle(sources: Source[]): string[] {
  const counts = (path: string, { kind }: Import) => kind === 'value' || (kind === 'type' && /^(api|core)\//.test(path))
  const edges = new Map(sources.map(({ path, imports }) => [path, imports.filter((taken) => counts(path, taken))]))
  const done = new Set<string>()
  const visit = (path: string, trail: string[]): string[] => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path]
    if (done.has(path)) return []
    for (const { to } of edges.get(path) ?? []) {
      const found = visit(to, [...trail, path])
      if (found.length > 0) return found
    }
    done.add(path)
    return []
  }
  return [...edges.keys()].map((path) => visit(path, [])).find((found) => found.length > 0) ?? []
}
