import { spawn } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const bin = fileURLToPath(new URL('../node_modules/.bin', import.meta.url))
const rules = ['house', 'claude-md', 'env-example', 'vercel', 'openapi', 'cron-workflow', 'network-guard']

/** Slowest first, so that two processors end together. */
const CHECKS: Record<string, string[]> = {
  types: ['tsc', '-p', 'tsconfig.json'],
  house: ['vitest', 'run', '--project', 'unit', '--reporter=dot', ...rules.map((name) => `tests/unit/${name}`)],
  'types of web': ['tsc', '-p', 'tsconfig.web.json'],
  unused: ['knip', '--no-progress', '--treat-config-hints-as-errors'],
  style: ['biome', 'check', '--colors=off'],
  duplicates: ['jscpd', '--config', '.jscpd.json'],
}

if (import.meta.main) process.exit((await verify()) ? 0 : 1)

/** Everything that can be known without running the product, in well under a minute. */
export async function verify(): Promise<boolean> {
  const waiting = Object.entries(CHECKS)
  const results: boolean[] = []
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) results.push(await check(...next))
  }
  await Promise.all([work(), work()])
  return results.every(Boolean)
}

async function check(name: string, [command = '', ...args]: string[]): Promise<boolean> {
  const began = performance.now()
  const { code, output } = await run(command, args)
  const took = `${Math.round(performance.now() - began)} ms`
  process.stdout.write(`${code === 0 ? 'ok    ' : 'failed'}  ${name.padEnd(14)}${took.padStart(10)}\n`)
  if (code !== 0) process.stdout.write(`\n${output.trim().replace(/^/gm, '    ')}\n\n`)
  return code === 0
}

function run(command: string, args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(path.join(bin, command), args, {
      cwd: path.join(bin, '../..'),
      env: { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined },
      shell: process.platform === 'win32',
    })
    let output = ''
    child.stdout.on('data', (data) => (output += data))
    child.stderr.on('data', (data) => (output += data))
    child.on('error', (error) => resolve({ code: 1, output: error.message }))
    child.on('close', (code) => resolve({ code, output }))
  })
}
