import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import path from 'node:path'
import type { Readable } from 'node:stream'
import { removePostgres } from '../../local/supabase/postgres.ts'
import { root } from '../support/house.ts'
import { type Measure, middle } from './measure.ts'

const MOST_SECONDS = 8
const AGAIN = 3

/** From `npm start` to a portal that is served: once on nothing, then on what the first start left behind. */
export async function measureStarts(directory: string): Promise<Measure[]> {
  await removePostgres(directory)
  rmSync(directory, { recursive: true, force: true })
  const fresh = await start(directory)
  const again: number[] = []
  for (let time = 0; time < AGAIN; time++) again.push(await start(directory))
  await removePostgres(directory)

  const bound = { most: MOST_SECONDS }
  return [
    { part: PART, name: 'first start, nothing there yet', value: fresh, unit: 's', bound, note: 'without npm install' },
    { part: PART, name: 'later start', unit: 's', ...middle(again), bound },
  ]
}

const PART = 'npm start, until the portal is served'

async function start(directory: string): Promise<number> {
  const began = performance.now()
  const child = spawn(process.execPath, [path.join(root, 'local/boot.js'), path.join(root, 'local/start.ts')], {
    env: { PATH: process.env.PATH, HOME: process.env.HOME, LOCAL_DIR: directory, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const closed = once(child, 'close')
  try {
    const portal = await portalOf(child.stdout)
    const page = await fetch(portal)
    if (!page.ok || !(await page.text()).includes('<title>')) throw new Error(`No portal is served at ${portal}`)
    return (performance.now() - began) / 1000
  } finally {
    child.kill('SIGTERM')
    await closed
  }
}

/** The address is said once everything is ready. */
async function portalOf(output: Readable): Promise<string> {
  let said = ''
  for await (const data of output.setEncoding('utf8').iterator({ destroyOnReturn: false })) {
    said += data
    const [, address] = /Portal\s+(http\S+)/.exec(said) ?? []
    if (address) {
      output.resume()
      return address
    }
  }
  throw new Error(`Cannot start:\n${said}`)
}
