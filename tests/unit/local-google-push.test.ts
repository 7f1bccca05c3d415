import { createLocalJWKSet, jwtVerify } from 'jose'
import { expect, test } from 'vitest'
import { createGoogle, type Google } from '../../local/google/create.ts'

const ana = 'ana@ruiz-law.example'
const topic = 'projects/box/topics/gmail'
const target = {
  url: 'http://app.test/hooks/gmail',
  audience: 'https://app.example/hooks/gmail',
  serviceAccount: 'push@box.example',
  topic,
}

type Delivery = { historyId: string; messageId: string; authorization: string }

/** A Google whose clock and timers stand still until told, and an application that answers as scripted. */
function start(answers: (number | Error)[] = []) {
  let now = Date.parse('2026-11-02T09:00:00Z')
  const timers: { run: () => void; ms: number }[] = []
  const received: Delivery[] = []
  const google = createGoogle({
    base: 'http://google.test',
    client: { id: 'c', secret: 's', redirectUris: [] },
    users: [{ email: ana, name: 'Ana Ruiz' }],
    push: target,
    now: () => now,
    timer: (run, ms) => {
      const timer = { run, ms }
      timers.push(timer)
      return () => void timers.splice(timers.indexOf(timer), 1)
    },
    fetch: async (url, init) => {
      expect(url).toBe(target.url)
      const { message } = JSON.parse(String(init?.body))
      const data = Buffer.from(message.data, 'base64').toString()
      const authorization = new Headers(init?.headers).get('authorization') ?? ''
      received.push({
        historyId: /"historyId":(\d+)}$/.exec(data)?.[1] ?? '',
        messageId: message.messageId,
        authorization,
      })
      const answer = answers.shift() ?? 204
      if (answer instanceof Error) throw answer
      return new Response(null, { status: answer })
    },
  })
  const act = google.actAs(ana)
  const elapse = async () => {
    const due = timers.splice(0)
    for (const { run } of due) run()
    await google.idle()
    return due.map(({ ms }) => ms)
  }
  const pass = (ms: number) => {
    now += ms
  }
  const watch = (more: object = {}) => act('POST /watch', { topicName: topic, ...more })
  return { google, act, received, timers, elapse, watch, pass, now: () => now }
}

async function arrive(google: Google, subject = 'a', labels?: string[]): Promise<string> {
  const id = await google.deliver(ana, `Subject: ${subject}\r\n\r\nx`, labels)
  await google.idle()
  return google.mailbox(ana)?.all.find((mail) => mail.id === id)?.id ?? ''
}

test('a watched mailbox pushes its history id, signed by a key Google publishes', async () => {
  const { google, received, watch, now } = start()
  await arrive(google, 'unwatched')
  await watch()
  await arrive(google)
  expect(received.map(({ historyId }) => historyId)).toEqual([google.mailbox(ana)?.historyId])
  const keys = await (await google.app.request('/oauth2/v3/certs')).json()
  const { payload } = await jwtVerify(
    received[0]?.authorization.replace('Bearer ', '') ?? '',
    createLocalJWKSet(keys),
    {
      issuer: 'https://accounts.google.com',
      audience: target.audience,
      algorithms: ['RS256'],
      currentDate: new Date(now()),
    },
  )
  expect(payload).toMatchObject({
    email: 'push@box.example',
    email_verified: true,
    exp: Math.floor(now() / 1000) + 3600,
  })
  expect(google.pushes()).toMatchObject([
    {
      address: ana,
      to: target.url,
      attempts: 1,
      status: 204,
      body: { subscription: 'projects/box/subscriptions/gmail-push' },
    },
  ])
})

test('a watch needs a topic that exists and ends after seven days, or when stopped', async () => {
  const { google, act, received, watch, pass, now } = start()
  expect((await act('POST /watch', {})).status).toBe(400)
  expect((await act('POST /watch', { topicName: 'gmail' })).status).toBe(400)
  expect((await act('POST /watch', { topicName: 'projects/other/topics/gmail' })).status).toBe(404)
  expect((await watch()).body).toEqual({
    historyId: google.mailbox(ana)?.historyId,
    expiration: String(now() + 7 * 86_400_000),
  })
  pass(7 * 86_400_000)
  await arrive(google)
  expect(received).toHaveLength(0)
  await watch()
  await act('POST /stop')
  await arrive(google)
  expect(received).toHaveLength(0)
})

test.each([
  ['include', 1],
  ['EXCLUDE', 3],
])('a watch that says %s INBOX pushes %i of four changes', async (labelFilterBehavior, expected) => {
  const { google, act, received, watch } = start()
  const archived = await arrive(google, 'old', ['STARRED'])
  await watch({ labelIds: ['INBOX'], labelFilterBehavior })
  await arrive(google)
  await arrive(google, 'spam', ['SPAM'])
  await act(`POST /messages/${archived}/modify`, { addLabelIds: ['IMPORTANT'] })
  await google.idle()
  await act(`POST /messages/${archived}/modify`, { removeLabelIds: ['STARRED'] })
  await google.idle()
  expect(received).toHaveLength(expected)
})

test('what changes in one step is one push', async () => {
  const { google, act, received, watch } = start()
  await watch()
  const raw = Buffer.from(`To: ${ana}\r\n\r\nto myself and x@bounce.test`).toString('base64url')
  await act('POST /messages/send', { raw })
  await google.idle()
  expect(received).toHaveLength(1)
})

test('an unacknowledged push comes again, the same, ever later, five times', async () => {
  const { google, received, watch, elapse } = start([500, new TypeError('fetch failed'), 404, 301, 429, 503, 500])
  await watch()
  await arrive(google)
  const waits = []
  for (let round = 0; round < 6; round++) waits.push(...(await elapse()))
  expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000])
  expect(received).toHaveLength(6)
  expect(new Set(received.map(({ messageId }) => messageId)).size).toBe(1)
  expect(google.pushes()).toMatchObject([{ attempts: 6, status: 503 }])
})

test('an acknowledged push comes no more', async () => {
  const { google, received, watch, elapse } = start([503, 200])
  await watch()
  await arrive(google)
  await elapse()
  expect(await elapse()).toEqual([])
  expect(received).toHaveLength(2)
})

test('pushes are lost, doubled, delayed and reordered on request', async () => {
  const { google, received, watch, elapse } = start()
  await watch()
  google.faults.add({ push: 'lose' })
  await arrive(google, 'lost')
  expect(received).toHaveLength(0)
  google.faults.add({ push: 'duplicate' })
  await arrive(google, 'twice')
  expect(received.splice(0)).toHaveLength(2)
  google.faults.add({ push: 'delay', delayMs: 700 })
  await arrive(google, 'late')
  expect(received).toHaveLength(0)
  expect(await elapse()).toEqual([700])
  expect(received.splice(0)).toHaveLength(1)
  google.faults.add({ push: 'reorder' })
  await arrive(google, 'first')
  await arrive(google, 'second')
  const [second, first] = received.map(({ historyId }) => BigInt(historyId))
  expect(second).toBeGreaterThan(first ?? 0n)
  await elapse()
  expect(received).toHaveLength(2)
  expect(google.pushes().map(({ lost }) => lost)).toEqual([true, undefined, undefined, undefined, undefined])
})

test('one push can be published by hand, watched or not, and closing forgets the rest', async () => {
  const { google, received, timers } = start([204, 500])
  await google.push(ana)
  expect(received).toHaveLength(1)
  await google.push(ana)
  expect(timers).toHaveLength(1)
  google.close()
  expect(timers).toHaveLength(0)
})
