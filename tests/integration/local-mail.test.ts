import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { mountPage } from '../../local/page/mount.ts'
import { professional } from '../../local/seed/people.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
mountPage(world)
const script = fileURLToPath(new URL('../../local/mail.ts', import.meta.url))
const from = 'Ada Quill <ada@quillworks.example>'

test('one line sends a mail to the seeded professional', async () => {
  const { code, out } = await mail(['--from', from, '--subject', 'Hello', '--body', 'A question', '--url', world.url])
  const [arrived] = world.google.mailbox(professional.email)?.inbox ?? []
  expect(code).toBe(0)
  expect(out).toBe(
    `Delivered to ${professional.email}: ${world.url}/local/mailboxes/${encodeURIComponent(professional.email)}/${arrived?.id}\n`,
  )
  expect(arrived).toMatchObject({ from, subject: 'Hello', snippet: 'A question' })
})

test('the body can come from standard input', async () => {
  const { code } = await mail(['--from', from, '--body', '-', '--url', world.url], 'Two lines\nof text')
  expect(code).toBe(0)
  expect(world.google.mailbox(professional.email)?.inbox[0]?.snippet).toBe('Two lines of text')
})

test('a mail can have copies, another address for answers, and HTML', async () => {
  const { id } = (await post({
    cc: 'Ben <ben@sorrel.example>',
    reply_to: 'desk@quillworks.example',
    html: '<b>Hi</b>',
  })) as {
    id: string
  }
  const raw = Buffer.from(world.google.raw(professional.email, id) ?? '').toString()
  expect(raw).toContain('Cc: Ben <ben@sorrel.example>')
  expect(raw).toContain('Reply-To: desk@quillworks.example')
  expect(raw).toContain('<b>Hi</b>')
  expect(await post({ cc: 'nobody' })).toMatchObject({
    error: 'Name who gets a copy: addresses, with commas between them',
  })
})

test.each([
  ['nobody as sender', ['--body', 'x'], /^Say who sends it with --from/],
  ['nothing to say', ['--from', from], /^Say what it says with --body/],
  ['an unknown option', ['--form', from], /--form.*npm run mail/s],
  ['a mailbox that is not here', ['--from', from, '--body', 'x', '--to', 'who@elsewhere.example'], /no local mailbox/],
  ['an address that is none', ['--from', 'nobody', '--body', 'x'], /Say who sends it: one address/],
])('%s is answered with a sentence and no stack', async (_what, args, sentence) => {
  const { code, out, err } = await mail([...args, '--url', world.url])
  expect(code).toBe(1)
  expect(out).toBe('')
  expect(err).toMatch(sentence)
  expect(err).not.toMatch(/^\s+at /m)
})

test('without a world it says how to start one', async () => {
  const { code, err } = await mail(['--from', from, '--body', 'x', '--url', 'http://127.0.0.1:9'])
  expect(code).toBe(1)
  expect(err).toBe('No local world answers at http://127.0.0.1:9. Start it with: npm start\n')
})

async function mail(args: string[], input = ''): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [script, ...args], { stdio: 'pipe' })
  const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)))
  child.stdin.end(input)
  const [out, err, code] = await Promise.all([text(child.stdout), text(child.stderr), ended])
  return { code, out, err }
}

async function post(fields: Record<string, string>): Promise<unknown> {
  const answer = await fetch(`${world.url}/local/mail`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ from, to: professional.email, body: 'Hi', ...fields }),
  })
  return answer.json()
}
