import { beforeAll, expect, test } from 'vitest'
import { sign } from '../../local/google/keys.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const { sql } = world.supabase
let ada: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
})

test('a push that could not be stored is never answered as if it were', async () => {
  await sql`alter function public.notice_push rename to lost_push`
  expect((await push()).status).toBe(500)
  await sql`alter function public.lost_push rename to notice_push`
  expect(await push()).toMatchObject({ status: 200, body: { data: { accepted: true } } })
})

test.each(['pause', 'disconnect'])(
  'after %s, pushes are taken and do nothing: they are not to come again for ever',
  async (verb) => {
    expect((await ada.ask('POST', `/api/mailboxes/${ada.mailbox}/${verb}`)).status).toBe(200)
    await world.settled()
    expect(await push()).toMatchObject({ status: 200, body: { data: { accepted: false } } })
    expect(await sql`select from pgmq.q_jobs where message ->> 'kind' = 'mailbox.sync'`).toHaveLength(0)
  },
)

async function push() {
  const now = Math.floor(Date.now() / 1000)
  const token = await sign({
    iss: 'https://accounts.google.com',
    aud: `${world.url}/api/hooks/gmail`,
    email: world.env.GMAIL_PUSH_ACCOUNT,
    email_verified: true,
    iat: now,
    exp: now + 600,
  })
  const data = Buffer.from(JSON.stringify({ emailAddress: ada.address, historyId: 1 })).toString('base64')
  const response = await fetch(`${world.url}/api/hooks/gmail`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ message: { data } }),
  })
  await world.afterwork.idle()
  return { status: response.status, body: await response.json() }
}
