import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { ensureChromium } from './support/chromium.ts'
import { verify } from './verify.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** What a name on the command line runs. */
const SUITES: Record<string, string[]> = {
  unit: ['unit'],
  integration: ['integration'],
  laws: ['laws'],
  evals: ['evals'],
  database: ['database'],
  browser: ['browser'],
  corpora: ['corpora'],
  chaos: ['chaos'],
  all: ['unit', 'integration', 'laws', 'evals', 'database', 'browser', 'corpora'],
}

process.exit((await runTests(process.argv.slice(2))) ? 0 : 1)

/** Without a word everything; with the name of a suite that suite; with anything else what Vitest makes of it. */
async function runTests([first, ...rest]: string[]): Promise<boolean> {
  if (first === undefined) {
    const verified = await verify()
    return (await suite('all', [])) && verified
  }
  if (first === 'contract') {
    Object.assign(process.env, { CONTRACT: '1' })
    return vitest([
      '--project',
      'integration',
      '--no-file-parallelism',
      'tests/integration/walk.test.ts',
      'tests/integration/seed.test.ts',
    ])
  }
  return Object.hasOwn(SUITES, first) ? suite(first, rest) : vitest([first, ...rest])
}

async function suite(name: string, args: string[]): Promise<boolean> {
  const wanted = (SUITES[name] ?? []).filter(isHere)
  if (wanted.length === 0) return true
  const ready = wanted.filter((project) => project !== 'browser' || prepareBrowser())
  const passed = await vitest([...ready.flatMap((project) => ['--project', project]), ...args])
  return passed && ready.length === wanted.length
}

/** The corpora are kept outside the repository; CORPORA_DIR says where. */
function isHere(project: string): boolean {
  if (!existsSync(path.join(root, 'tests', project))) return false
  if (project !== 'corpora' || existsSync(process.env.CORPORA_DIR ?? '')) return true
  process.stdout.write('The corpora are not here, so their tests are left out; CORPORA_DIR can name their folder\n')
  return false
}

/** A missing browser is said first and fails the run, but keeps no other test from running. */
function prepareBrowser(): boolean {
  try {
    process.env.CHROMIUM_PATH = ensureChromium()
    return true
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return false
  }
}

function vitest(args: string[]): Promise<boolean> {
  const script = path.join(root, 'node_modules/vitest/vitest.mjs')
  const child = spawn(process.execPath, [script, 'run', ...args], { cwd: root, stdio: 'inherit' })
  return new Promise((resolve) => child.on('close', (code) => resolve(code === 0)))
}
