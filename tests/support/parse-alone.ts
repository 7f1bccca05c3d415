import { readFileSync } from 'node:fs'
import { parseMessage } from '../../core/mailboxes/parse.ts'

/** In a process of its own: how long one message takes, and by how much it makes the process grow. */
const message = (raw: Uint8Array) => ({
  id: 'a',
  threadId: 'a',
  labels: ['INBOX'],
  receivedAt: new Date(0),
  snippet: '',
  raw,
})
const warm = Buffer.from('From: a@b.example\r\nContent-Type: text/html\r\n\r\n<p>Hello</p>')
await parseMessage(message(warm))

const measured: { file: string; ms: number; grownMb: number; length: number }[] = []
for (const file of process.argv.slice(2)) {
  const raw = readFileSync(file)
  const before = process.resourceUsage().maxRSS
  const began = process.cpuUsage()
  const { plain, html } = await parseMessage(message(raw))
  const { user, system } = process.cpuUsage(began)
  const grownMb = (process.resourceUsage().maxRSS - before) / 1024
  measured.push({ file, ms: (user + system) / 1000, grownMb, length: plain.length + html.length })
}
process.stdout.write(JSON.stringify(measured))
