import { beforeAll, expect, test } from 'vitest'
import { Conversation, ImagesOf, type Message } from '../../core/threads/schema.ts'
import { letter } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const BEN = 'Ben@Sorrel.example'
const PROVED = 'mx.google.com; spf=pass smtp.mailfrom=x; dmarc=pass (p=REJECT sp=REJECT) header.from=sorrel.example'

const world = await startWorld()
let ada: Practice
let eve: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
  eve = await openPractice(world, 'eve@quill.example')
})

test('said of one mail, it holds for every mail that is proved to be from its sender, and for nobody else', async () => {
  const [first, unproved, other] = [
    await mail(),
    await mail({ verdict: '' }),
    await mail({ from: 'cy@sorrel.example' }),
  ]
  const asked = { proved: true, images_always: false }
  expect(await first.read()).toMatchObject(asked)

  expect(await ada.expect(ImagesOf, 'POST', first.images, {})).toEqual({ images_always: true })
  expect(await ada.expect(ImagesOf, 'POST', first.images, {})).toEqual({ images_always: true })
  expect(await first.read()).toMatchObject({ proved: true, images_always: true })
  expect(await (await mail()).read()).toMatchObject({ images_always: true })
  expect(await unproved.read()).toMatchObject({ proved: false, images_always: false })
  expect(await other.read()).toMatchObject(asked)

  const theirs = await mail({ to: eve })
  expect(await theirs.read()).toMatchObject(asked)
  expect((await eve.ask('DELETE', first.images, {})).status).toBe(404)
  expect((await eve.ask('POST', first.images, {})).status).toBe(404)

  expect(await ada.expect(ImagesOf, 'DELETE', unproved.images, {})).toEqual({ images_always: false })
  expect(await first.read()).toMatchObject(asked)
})

test.each([
  ['nobody has looked', ''],
  ['it was found to be forged', PROVED.replace('dmarc=pass', 'dmarc=fail')],
  ['another domain was proved', PROVED.replace('sorrel.example', 'evil.example')],
  [
    'only the sender says so, within an address',
    'mx.google.com; spf=pass smtp.mailfrom="; dmarc=pass header.from=sorrel.example; "@evil.example',
  ],
  ['only a remark says so', 'mx.google.com; spf=pass (; dmarc=pass header.from=sorrel.example)'],
  ['a header further down says so', `mx.google.com; spf=pass\r\nAuthentication-Results: ${PROVED}`],
])('it cannot be said of a mail where %s', async (_, verdict) => {
  const { read, images } = await mail({ verdict })
  expect(await ada.ask('POST', images, {})).toMatchObject({ status: 409, body: { code: 'conflict' } })
  expect(await read()).toMatchObject({ proved: false, images_always: false })
})

test('it cannot be said of what one has sent, nor of a message that is not there', async () => {
  const { thread, id } = await mail()
  const nowhere = crypto.randomUUID()
  for (const place of [`${nowhere}/messages/${id}`, `${thread}/messages/${nowhere}`]) {
    expect((await ada.ask('POST', `/api/threads/${place}/images`, {})).status).toBe(404)
    expect((await ada.ask('DELETE', `/api/threads/${place}/images`, {})).status).toBe(404)
  }
  await world.supabase.sql`update public.messages set direction = 'outbound' where id = ${id}`
  expect((await ada.ask('POST', `/api/threads/${thread}/messages/${id}/images`, {})).status).toBe(409)
})

async function mail({ from = BEN, to = ada, verdict = PROVED } = {}) {
  const gmail = await world.google.deliver(
    to.address,
    letter({
      from,
      to: to.address,
      body: '<p>Look:</p><img src="https://sorrel.example/front.png">',
      headers: { 'Content-Type': 'text/html', ...(verdict && { 'Authentication-Results': verdict }) },
    }),
  )
  await catchUp(world)
  const [row] = await world.supabase.sql<{ thread: string; id: string }[]>`
    select thread_id as thread, id from public.messages where gmail_message_id = ${gmail}`
  if (!row) throw new Error('The mail was not read')
  const read = async (): Promise<Message | undefined> =>
    (await to.expect(Conversation, 'GET', `/api/threads/${row.thread}`)).messages.find(({ id }) => id === row.id)
  return { ...row, read, images: `/api/threads/${row.thread}/messages/${row.id}/images` }
}
