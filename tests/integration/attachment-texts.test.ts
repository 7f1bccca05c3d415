import { beforeAll, expect, test } from 'vitest'
import { Conversation } from '../../core/threads/schema.ts'
import { letter } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
let ada: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
})

test('attachments are read once, before a mail is judged; what each says, or why it does not, is kept', async () => {
  const { thread, texts } = await received([
    ['rent.csv', 'text/csv', Buffer.from('month;rent\nMay;950')],
    ['drawing.dwg', 'application/octet-stream', Buffer.from([1, 2, 3])],
    ['broken.pdf', 'application/pdf', Buffer.from('%PDF-1.7 and nothing more')],
  ])
  expect(texts).toEqual([
    { filename: 'rent.csv', status: 'extracted', body: 'month;rent\nMay;950' },
    { filename: 'drawing.dwg', status: 'unsupported', body: '' },
    { filename: 'broken.pdf', status: 'failed', body: '' },
  ])
  const brief = await world.supabase.sql<{ told: { attachments: object[] }[] }[]>`
    select private.conversation(m) as told from public.messages m where thread_id = ${thread}`
  const id = expect.stringMatching(/^[0-9a-f-]{36}$/)
  expect(brief[0]?.told.at(-1)?.attachments).toEqual([
    { id, name: 'rent.csv', status: 'extracted', text: 'month;rent\nMay;950' },
    { id, name: 'drawing.dwg', status: 'unsupported', text: '' },
    { id, name: 'broken.pdf', status: 'failed', text: '' },
  ])
  // Both who judged and who wrote were shown the mail and its files, and the ledger of calls says so.
  const shown = await world.supabase.sql<{ kinds: string[] }[]>`
    select array(select it ->> 'kind' from jsonb_array_elements(texts) it) as kinds from public.model_calls`
  expect(shown.map(({ kinds }) => kinds)).toEqual(Array(2).fill(['message', ...Array(3).fill('attachment')]))
})

test('of a mail that a rule sets aside, nothing is read', async () => {
  const { texts } = await received([['list.csv', 'text/csv', Buffer.from('a')]], {
    'List-Unsubscribe': '<mailto:a@b.example>',
  })
  expect(texts).toEqual([])
})

test('a file that is not what it is called is shown as what it is', async () => {
  const { thread } = await received([
    ['invoice.pdf.exe', 'application/pdf', Buffer.from('4d5a9000', 'hex')],
    ['=?utf-8?q?invoice=E2=80=AEfdp.exe?=', 'application/pdf', Buffer.from('%PDF-1.7')],
    ['letter.docx', 'application/msword', Buffer.from('<html><script>alert(1)</script>')],
  ])
  const conversation = await ada.expect(Conversation, 'GET', `/api/threads/${thread}`)
  const [first, second, third] = conversation.messages[0]?.attachments ?? []
  expect(first).toMatchObject({ warnings: ['program', 'disguised'], sniffed_type: 'application/x-msdownload' })
  expect(second).toMatchObject({ filename: 'invoicefdp.exe', warnings: ['program', 'hidden_name'] })
  expect(third).toMatchObject({ warnings: ['disguised'], sniffed_type: 'text/html' })
  for (const [file, type] of [
    [first, 'application/octet-stream'],
    [second, 'application/pdf'],
    [third, 'application/octet-stream'],
  ] as const) {
    const answer = await ada.get(`/api/threads/${thread}/attachments/${file?.id}`)
    expect(answer.headers.get('content-type')).toBe(type)
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment;/)
  }
})

test('of two files with one name, each is the one that was asked for', async () => {
  const { thread } = await received([
    ['scan.txt', 'text/plain', Buffer.alloc(400_000, 'first ')],
    ['scan.txt', 'text/plain', Buffer.alloc(400_000, 'second ')],
  ])
  const conversation = await ada.expect(Conversation, 'GET', `/api/threads/${thread}`)
  const files = conversation.messages[0]?.attachments ?? []
  const texts = await Promise.all(
    files.map(async ({ id }) => (await ada.get(`/api/threads/${thread}/attachments/${id}`)).text()),
  )
  expect(texts.map((text) => [text.slice(0, 6), text.length])).toEqual([
    ['first ', 400_000],
    ['second', 400_000],
  ])
})

async function received(files: [name: string, type: string, content: Buffer][], headers: Record<string, string> = {}) {
  const parts = files.map(
    ([name, type, content]) =>
      `--x\nContent-Type: ${type}\nContent-Disposition: attachment; filename="${name}"\nContent-Transfer-Encoding: base64\n\n${content.toString('base64').replace(/.{76}/g, '$&\n')}\n`,
  )
  const id = await world.google.deliver(
    ada.address,
    letter({
      from: 'Ben <ben@sorrel.example>',
      to: ada.address,
      body: `--x\nContent-Type: text/plain\n\nCould you look at these?\n${parts.join('')}--x--`,
      headers: { 'Content-Type': 'multipart/mixed; boundary=x', ...headers },
    }),
  )
  await catchUp(world)
  const [row] = await world.supabase.sql<{ thread: string }[]>`
    select thread_id as thread from public.messages where gmail_message_id = ${id}`
  const texts = await world.supabase.sql<{ filename: string; status: string; body: string }[]>`
    select a.filename, x.status, x.body from public.attachment_texts x
    join public.attachments a on a.id = x.attachment_id join public.messages m on m.id = a.message_id
    where m.gmail_message_id = ${id} order by a.position`
  return { thread: row?.thread ?? '', texts: [...texts] }
}
