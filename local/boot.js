// Runs a script of this project on its own Node, having installed what is missing. Needs nothing but Node 20 and npm:
//   node local/boot.js [--watch] <script.ts> [arguments]
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const node = path.join(root, 'node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node')
const stamp = path.join(root, 'node_modules/.installed')

await install()
run(process.argv.slice(2))

async function install() {
  const wanted = createHash('sha256')
    .update(readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  const present = existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
  if (present === wanted && existsSync(node)) return

  rmSync(stamp, { force: true })
  const began = Date.now()
  const seconds = () => Math.round((Date.now() - began) / 1000)
  process.stderr.write('Installing dependencies; this happens once and takes about a minute\n')
  const ticking = setInterval(() => process.stderr.write(`  … ${seconds()} s\n`), 10_000)
  const { status, output } = await npm(['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  clearInterval(ticking)
  if (status !== 0) fail(`Cannot install the dependencies: npm ci ended with ${status}.\n${output}`)

  // Where install scripts are switched off, this package has not fetched its binary yet.
  if (!existsSync(node))
    spawnSync(process.execPath, ['installArchSpecificPackage.js'], { cwd: path.join(root, 'node_modules/node') })
  if (!existsSync(node))
    fail('Cannot find Node 24 in node_modules/node. Allow its install script, then try again:\n  npm rebuild node')
  writeFileSync(stamp, wanted)
  process.stderr.write(`  done in ${seconds()} s\n`)
}

function npm(/** @type {string[]} */ args) {
  return new Promise((resolve) => {
    const child = spawn('npm', args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    })
    let output = ''
    child.stdout.on('data', (data) => (output += data))
    child.stderr.on('data', (data) => (output += data))
    child.on('error', (error) => resolve({ status: error.message, output }))
    child.on('close', (status) => resolve({ status, output }))
  })
}

function run(/** @type {string[]} */ args) {
  const bin = path.join(root, 'node_modules/.bin')
  const env = {
    ...process.env,
    PATH: [path.dirname(node), bin, process.env.PATH].join(path.delimiter),
    // A third of every later start would be spent on reading the same sources again.
    NODE_COMPILE_CACHE: path.join(root, 'node_modules/.cache/compiled'),
  }
  const child = spawn(node, args, { cwd: root, stdio: 'inherit', env })
  // Ctrl-C at a terminal reaches the child by itself; what is sent to this process alone is passed on.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT'))
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP'])) process.on(signal, () => child.kill(signal))
  // npm does not pass SIGTERM on; when it is gone, nobody is left to stop what it started.
  const parent = process.ppid
  setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref()
  child.on('close', (code, signal) => process.exit(code ?? (signal ? 1 : 0)))
}

function fail(/** @type {string} */ sentence) {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}
