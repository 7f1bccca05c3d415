import { spawn } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { transformSync } from 'esbuild'
import { DOOR_NAMES } from '../../local/doors.ts'
import { root } from '../support/house.ts'
import { type Measure, middle } from './measure.ts'

const ROUNDS = 9
const MOST = 1.3
const LIBRARIES = ['hono', 'zod', '@supabase/supabase-js']
/** What a door may need for some of its work, and must not make everybody wait for. */
const HEAVY = [
  'googleapis',
  '@anthropic-ai/sdk',
  'resend',
  'nodemailer',
  'sanitize-html',
  'postal-mime',
  'htmlparser2',
  'unpdf',
]

type Loaded = { ms: number; packages: string[] }

/**
 * A cold start of each door against its three libraries alone, as the platform runs it: types are stripped at
 * deployment, nothing is bundled. Every sample is a process of its own, and the sides take turns. Counted is processor
 * time, which an import is made of, and which a busy machine does not stretch as it stretches the clock.
 */
export async function measureImports(directory: string): Promise<Measure[]> {
  const functions = path.join(directory, 'functions')
  for (const folder of ['api', 'core']) deploy(folder, functions)
  const doors = Object.fromEntries(DOOR_NAMES.map((name) => [name, path.join(functions, 'api', `${name}.js`)]))

  const libraries: number[] = []
  const compare = async (file: string) => {
    const alone = (await load(LIBRARIES)).ms
    libraries.push(alone)
    return (await load([file])).ms / alone
  }
  const ratios = new Map<string, number[]>(DOOR_NAMES.map((name) => [name, []]))
  const sources: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, file] of Object.entries(doors)) ratios.get(name)?.push(await compare(file))
    sources.push(await compare(path.join(root, 'api/drafts.ts')))
  }

  return [
    { part: PART, name: LIBRARIES.join(' + '), unit: 'ms', ...middle(libraries) },
    ...[...ratios].map(([name, values]) => ({
      part: PART,
      name: `door ${name}`,
      unit: '×',
      ...middle(values),
      bound: { most: MOST },
    })),
    {
      part: PART,
      name: 'door drafts from source',
      unit: '×',
      ...middle(sources),
      note: 'Node strips the types on every start; only here',
    },
    await heavyPackages(Object.values(doors)),
  ]
}

const PART = 'Import of a door ÷ import of its libraries'

function deploy(folder: string, to: string): void {
  rmSync(path.join(to, folder), { recursive: true, force: true })
  for (const file of readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })) {
    if (!file.endsWith('.ts')) continue
    const target = path.join(to, folder, file.replace(/\.ts$/, '.js'))
    const { code } = transformSync(readFileSync(path.join(root, folder, file), 'utf8'), {
      loader: 'ts',
      tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    })
    mkdirSync(path.dirname(target), { recursive: true })
    writeFileSync(target, code.replace(/(["'])(\.[^"'\n]*)\.ts\1/g, '$1$2.js$1'))
  }
}

async function heavyPackages(doors: string[]): Promise<Measure> {
  const loaded = new Set<string>()
  for (const door of doors) for (const name of (await load([door], { watched: true })).packages) loaded.add(name)
  const heavy = HEAVY.filter((name) => loaded.has(name))
  const others = [...loaded].filter((name) => !LIBRARIES.includes(name) && !/^(@supabase|tslib|iceberg-js)/.test(name))
  return {
    part: PART,
    name: 'heavy packages loaded by any door',
    value: heavy.length,
    unit: '',
    bound: { most: 0 },
    note: heavy.length > 0 ? heavy.join(', ') : `beside the libraries only: ${others.join(', ') || 'nothing'}`,
  }
}

/** Watching every load costs time of its own, so what is watched is not timed. */
async function load(modules: string[], { watched = false } = {}): Promise<Loaded> {
  const script = `
    import { registerHooks } from 'node:module'
    const packages = new Set()
    const watch = (url, context, next) => {
      const name = /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(url)?.[1]
      if (name) packages.add(name)
      return next(url, context)
    }
    if (${watched}) registerHooks({ load: watch })
    const began = process.cpuUsage()
    for (const module of ${JSON.stringify(modules)}) await import(module)
    const { user, system } = process.cpuUsage(began)
    process.stdout.write(JSON.stringify({ ms: (user + system) / 1000, packages: [...packages] }))`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    env: { PATH: process.env.PATH },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.on('data', (data) => (output += data))
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code !== 0) throw new Error(`Cannot import ${modules.join(', ')}: node ended with ${code}`)
  return JSON.parse(output) as Loaded
}
