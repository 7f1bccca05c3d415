import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { promisify } from 'node:util'
import { parseMessage } from '../../core/mailboxes/parse.ts'
import { root } from './house.ts'
import { rawMessage } from './raw-message.ts'

/** Processor time, what the process had grown by at most since before the first of them, and what is kept. */
export type Cost = { file: string; ms: number; grownMb: number; kept: number }

/** What it costs to read these mails, one after the other, in a process of its own that has read another before. */
export async function costOfReading(files: string[]): Promise<Cost[]> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--max-old-space-size=128', '--max-semi-space-size=4', import.meta.filename, ...files],
    { cwd: root, timeout: 60_000, maxBuffer: 10_000_000 },
  )
  return JSON.parse(stdout)
}

const read = (raw: Uint8Array) => parseMessage(rawMessage(raw))

if (import.meta.main) {
  await read(Buffer.from('From: a@b.example\r\nContent-Type: text/html\r\n\r\n<p>Hello</p>'))
  const costs: Cost[] = []
  let before: number | undefined
  for (const file of process.argv.slice(2)) {
    const raw = readFileSync(file)
    // The first mail itself is held already: what is counted is what reading takes.
    before ??= process.resourceUsage().maxRSS
    const began = process.cpuUsage()
    const { plain, html } = await read(raw)
    const { user, system } = process.cpuUsage(began)
    const grownMb = (process.resourceUsage().maxRSS - before) / 1024
    costs.push({ file, ms: (user + system) / 1000, grownMb, kept: plain.length + html.length })
  }
  process.stdout.write(JSON.stringify(costs))
}
