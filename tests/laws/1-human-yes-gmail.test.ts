import PostalMime from 'postal-mime'
import { beforeAll, expect, test } from 'vitest'
import type { Draft } from '../../core/drafts/schema.ts'
import { runJobs } from '../../core/jobs/run.ts'
import { brittleWorker } from '../support/brittle.ts'
import { approve, approveUnattended, drafted, readDraft } from '../support/drafted.ts'
import { letter } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp, expectSentOnce, sweep } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const ben = 'Ben Sorrel <ben@sorrel.example>'
const SEND = /POST .*\/drafts\/send$/
let ada: Practice

beforeAll(async () => {
  world.google.addUser({ email: 'ben@sorrel.example', name: 'Ben Sorrel' })
  ada = await openPractice(world, 'ada@quill.example')
})

test.each<[string, (raw: string) => string]>([
  ['text', (raw) => `${raw}P.S. And bring the keys.\r\n`],
  ['subject', (raw) => raw.replace(/^Subject: .*$/m, 'Subject: Something else')],
  ['recipients', (raw) => raw.replace(/^To: .*$/m, 'To: somebody@elsewhere.example')],
  ['copies', (raw) => raw.replace(/^To: /m, 'Cc: somebody@elsewhere.example\r\nTo: ')],
  ['blind copies', (raw) => raw.replace(/^To: /m, 'Bcc: somebody@elsewhere.example\r\nTo: ')],
  ['sender', (raw) => raw.replace(/^From: .*$/m, `From: Somebody <${ada.address}>`)],
  ['way back', (raw) => raw.replace(/^To: /m, 'Reply-To: somebody@elsewhere.example\r\nTo: ')],
  ['dress', (raw) => raw.replace('Content-Type: text/plain', 'Content-Type: text/html')],
  ['attachments', attached],
])('a Gmail draft whose %s the owner changed before it left is not sent, but given back', async (_what, change) => {
  const { draft, gmailId, raw } = await waitingInGmail()
  const edited = change(raw)
  expect(edited).not.toBe(raw)
  await put(gmailId, edited)
  const before = world.google.outside().length
  await catchUp(world)

  expect(await readDraft(ada, draft)).toMatchObject({ status: 'pending', notice: 'edited_in_gmail' })
  expect(world.google.outside()).toHaveLength(before)
  await expectSentOnce(world, ada.address)
  // The owner's own words are still where the owner has put them.
  expect(await owner(`GET /drafts/${gmailId}`)).toMatchObject({ status: 200 })
  await owner(`DELETE /drafts/${gmailId}`)
})

test('a Gmail draft that was only looked at and stored anew, as mail programs do, is sent', async () => {
  const { draft, gmailId, raw } = await waitingInGmail()
  await put(gmailId, raw.replace(/^Date: .*\r\n/m, '').replace(/^Message-ID: .*$/im, 'Message-ID: <new@mail.example>'))
  await catchUp(world)

  expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent' })
  await expectSentOnce(world, ada.address)
})

test('an edit in Gmail is noticed, too, when nobody knows any more which draft it was', async () => {
  world.google.faults.add({ match: /POST .*\/drafts$/, when: 'after', drop: true })
  const { draft, gmailId, raw } = await waitingInGmail(/never/)
  await put(gmailId, `${raw}P.S. And bring the keys.\r\n`)
  await catchUp(world)

  expect(await readDraft(ada, draft)).toMatchObject({ status: 'pending', notice: 'edited_in_gmail' })
  await expectSentOnce(world, ada.address)
})

test('what the owner makes of a Gmail draft in the instant before it leaves does not leave', async () => {
  const { draft } = await drafted(world, ada, ben)
  await approveUnattended(world, ada, draft)
  const worker = await brittleWorker(world)
  let edits = 0
  await runJobs({
    ...worker.context,
    gmail: async (token) => {
      const gmail = await worker.context.gmail(token)
      const send: typeof gmail.drafts.send = async (id, ...rest) => {
        const { body } = await owner<{ message: { raw: string } }>(`GET /drafts/${id}?format=raw`)
        await put(id, `${Buffer.from(body.message.raw, 'base64url').toString('latin1')}P.S. And bring the keys.\r\n`)
        edits += 1
        return gmail.drafts.send(id, ...rest)
      }
      return { ...gmail, drafts: { ...gmail.drafts, send } }
    },
  })
  await worker.close()
  await catchUp(world)

  expect(edits).toBe(1)
  expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent' })
  const { id = '' } = world.google.mailbox('ben@sorrel.example')?.inbox[0] ?? {}
  const { text } = await PostalMime.parse(world.google.raw('ben@sorrel.example', id) ?? new Uint8Array())
  expect(text?.trimEnd()).toBe(draft.body.trimEnd())
  await expectSentOnce(world, ada.address)
})

test('in one go, nothing is read back: the draft is made and sent', async () => {
  const { draft } = await drafted(world, ada, ben)
  world.google.faults.add({ match: /GET .*\/drafts\/r/, status: 500 })
  await approve(ada, draft)
  await catchUp(world)

  expect(await readDraft(ada, draft)).toMatchObject({ status: 'sent' })
  expect(world.google.faults.list()).toHaveLength(1)
  world.google.faults.clear()
})

/** An approved reply that lies in Gmail and could not be sent yet. */
async function waitingInGmail(failing = SEND): Promise<{ draft: Draft; gmailId: string; raw: string }> {
  const { draft } = await drafted(world, ada, ben)
  // Nobody is left who would try again before the owner has edited it.
  await world.afterwork.idle()
  world.google.faults.add({ match: failing, when: 'before', status: 503 })
  await approveUnattended(world, ada, draft)
  await sweep(world, 'watch-renewal')
  world.google.faults.clear()
  const { body } = await owner<{ drafts: { id: string }[] }>('GET /drafts')
  const gmailId = body.drafts[0]?.id ?? ''
  const { body: found } = await owner<{ message: { raw: string } }>(`GET /drafts/${gmailId}?format=raw`)
  return { draft, gmailId, raw: Buffer.from(found.message.raw, 'base64url').toString('latin1') }
}

const owner = <Body>(call: string, json?: unknown) => world.google.actAs(ada.address)<Body>(call, json)

const put = (id: string, raw: string) =>
  owner(`PUT /drafts/${id}`, { message: { raw: Buffer.from(raw, 'latin1').toString('base64url') } })

function attached(raw: string): string {
  const [head = '', body = ''] = raw.split('\r\n\r\n', 2)
  const fields = head.replace(/^Content-[\s\S]*?(?=^\S|$(?![\s\S]))/gim, '')
  const part = letter({ from: ben, to: ben, body }).split('\r\n\r\n')[1]
  return `${fields}\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n${part}\r\n--b\r\nContent-Type: application/pdf; name=plan.pdf\r\nContent-Disposition: attachment\r\n\r\n%PDF\r\n--b--\r\n`
}
