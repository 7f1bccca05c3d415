import { expect, test } from 'vitest'
import { createGoogle, type Google, type GoogleOptions } from '../../local/google/create.ts'

const ana = 'ana@ruiz-law.example'
const ben = 'ben@client.example'
const options = (): GoogleOptions => ({
  base: 'http://google.test/box',
  client: { id: 'c', secret: 's', redirectUris: [] },
  users: [
    { email: ana, name: 'Ana Ruiz' },
    { email: ben, name: 'Ben Client' },
  ],
  now: () => Date.parse('2026-11-02T09:00:00Z'),
})
const raw = Buffer.from(`To: ${ben}\r\nSubject: Deed\r\n\r\nonce`).toString('base64url')

function connect(google: Google) {
  const { accessToken } = google.grant(ana, ['https://mail.google.com/'])
  const headers = { authorization: `Bearer ${accessToken}` }
  return async (path: string, body?: object): Promise<Response> =>
    google.app.request(`/gmail/v1/users/me${path}`, {
      headers,
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    })
}

test.each([
  ['before', 503, 0],
  ['instead', 200, 0],
  ['after', 503, 1],
] as const)('a fault %s the send answers %i and leaves %i mails behind', async (when, status, mails) => {
  const google = createGoogle(options())
  const call = connect(google)
  google.faults.add({ match: /^POST .*\/messages\/send$/g, when, ...(when === 'instead' && { body: { id: 'x' } }) })
  expect((await call('/messages/send', { raw })).status).toBe(status)
  expect(google.mailbox(ben)?.inbox).toHaveLength(mails)
  expect((await call('/messages/send', { raw })).status).toBe(200)
  expect(google.mailbox(ben)?.inbox).toHaveLength(mails + 1)
})

test('after an ambiguous drafts.send the draft is gone and the mail is in its thread', async () => {
  const google = createGoogle(options())
  const call = connect(google)
  const { id, message } = await (await call('/drafts', { message: { raw } })).json()
  google.faults.add({ match: /drafts\/send/, when: 'after', drop: true })
  await expect(call('/drafts/send', { id })).rejects.toThrow(TypeError)
  expect((await call(`/drafts/${id}`)).status).toBe(404)
  const thread = await (await call(`/threads/${message.threadId}`)).json()
  expect(thread.messages).toMatchObject([{ labelIds: ['SENT'] }])
  expect(google.mailbox(ben)?.inbox).toHaveLength(1)
})

test('a fault has its own status, headers and times, and is held against the path alone', async () => {
  const google = createGoogle(options())
  const call = connect(google)
  google.faults.add({
    match: /^GET \/gmail\/v1\/users\/me\/messages$/,
    times: 2,
    status: 429,
    headers: { 'retry-after': '7' },
  })
  expect((await call('/labels')).status).toBe(200)
  const limited = await call('/messages?q=x')
  expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7'])
  expect(await limited.json()).toMatchObject({ error: { code: 429, errors: [{ reason: 'rateLimitExceeded' }] } })
  expect(google.faults.list()).toMatchObject([{ times: 1 }])
  google.faults.clear()
  expect((await call('/messages')).status).toBe(200)
})

test('an answer may be malformed, or merely late', async () => {
  const waits: number[] = []
  const timer: GoogleOptions['timer'] = (run, ms) => {
    waits.push(ms)
    run()
    return () => undefined
  }
  const google = createGoogle({ ...options(), timer })
  const call = connect(google)
  google.faults.add({ match: /profile/, malformed: true })
  const broken = await call('/profile')
  expect(broken.status).toBe(200)
  await expect(broken.json()).rejects.toThrow(SyntaxError)
  google.faults.add({ match: /profile/, delayMs: 30_000 })
  expect(await (await call('/profile')).json()).toMatchObject({ emailAddress: ana })
  expect(waits).toEqual([30_000])
})

test('a person at the mailbox is not hindered by faults or a revoked consent', async () => {
  const google = createGoogle(options())
  const call = connect(google)
  google.faults.add({ match: /./, times: 5 })
  google.revoke(ana)
  expect((await google.actAs(ana)('GET /profile')).status).toBe(200)
  google.faults.clear()
  expect((await call('/profile')).status).toBe(401)
})

test('an unknown method is a Google error, and so is an unknown upload', async () => {
  const google = createGoogle(options())
  for (const path of ['/gmail/v1/users/me/nothing', '/upload/gmail/v1/users/me/labels', '/calendar/v3', '/']) {
    const response = await google.app.request(path, { method: 'POST' })
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({
      error: { code: 404, status: 'NOT_FOUND', errors: [{ domain: 'global' }] },
    })
  }
})

test.each([
  ['/messages/send', '{'],
  ['/messages/send', '{"raw":5}'],
  ['/messages/send', '{"raw":"not base64!"}'],
  ['/messages/send', '{}'],
  ['/drafts', '[]'],
  ['/drafts', '{"message":null}'],
  ['/messages/batchModify', '{"ids":[]}'],
  ['/messages/x/modify', '{"addLabelIds":"INBOX"}'],
])('%s with %s is an invalid argument', async (path, body) => {
  const google = createGoogle(options())
  const { accessToken } = google.grant(ana, ['https://mail.google.com/'])
  const headers = { authorization: `Bearer ${accessToken}` }
  const response = await google.app.request(`/gmail/v1/users/me${path}`, { method: 'POST', headers, body })
  expect(response.status).toBe(400)
})

test('more than 35 MB is too large', async () => {
  const google = createGoogle(options())
  const { accessToken } = google.grant(ana, ['https://mail.google.com/'])
  const upload = (size: number) =>
    google.app.request('/upload/gmail/v1/users/me/drafts?uploadType=media', {
      method: 'POST',
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'message/rfc822' },
      body: Buffer.concat([Buffer.from('Subject: big\r\n\r\n')], size),
    })
  expect((await upload(36_700_161)).status).toBe(413)
  expect((await upload(36_700_160)).status).toBe(200)
})

function batch(google: Google, calls: string[]): Response | Promise<Response> {
  const { accessToken } = google.grant(ana, ['https://mail.google.com/'])
  const parts = calls.map(
    (call, index) => `--b\r\nContent-Type: application/http\r\nContent-ID: <${index}>\r\n\r\n${call}\r\n`,
  )
  return google.app.request('/batch/gmail/v1', {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'multipart/mixed; boundary="b"' },
    body: `${parts.join('')}--b--`,
  })
}

test('a batch answers each call on its own, faults included', async () => {
  const google = createGoogle(options())
  const id = await google.deliver(ana, 'Subject: a\r\n\r\n')
  google.faults.add({ match: /^GET .*\/labels$/, status: 429 })
  const body = JSON.stringify({ addLabelIds: ['STARRED'] })
  const response = await batch(google, [
    `GET /gmail/v1/users/me/messages/${id}?format=minimal HTTP/1.1\r\n`,
    'GET /gmail/v1/users/me/messages/0000000000000000\r\n',
    'GET /box/gmail/v1/users/me/labels\r\n',
    `POST /gmail/v1/users/me/messages/${id}/modify\r\nContent-Type: application/json\r\n\r\n${body}`,
    'nonsense',
  ])
  const text = await response.text()
  expect(text.match(/HTTP\/1\.1 (\d+)/g)).toEqual([200, 404, 429, 200, 400].map((status) => `HTTP/1.1 ${status}`))
  expect(text.match(/Content-ID: <response-\d>/g)).toHaveLength(5)
  expect(google.mailbox(ana)?.inbox[0]?.labelIds).toContain('STARRED')
})

test('a batch of more than a hundred calls is refused', async () => {
  const google = createGoogle(options())
  const calls = (count: number) => Array.from({ length: count }, () => 'GET /gmail/v1/users/me/profile\r\n')
  expect((await batch(google, calls(101))).status).toBe(400)
  expect((await batch(google, calls(100))).status).toBe(200)
})

test('a snapshot through JSON restores mail, drafts, labels, history, tokens and watches', async () => {
  const google = createGoogle(options())
  const act = google.actAs(ana)
  const { accessToken } = google.grant(ana, ['https://mail.google.com/'])
  const start = google.mailbox(ana)?.historyId
  const bytes = Buffer.from([...Buffer.from('Subject: b\r\n\r\n'), 0, 255, 128])
  const id = await google.deliver(ana, bytes)
  await act('POST /labels', { name: 'Cases' })
  await act('POST /watch', { topicName: 'projects/p/topics/t' })
  await act('POST /messages/send', { raw: Buffer.from('To: x@far.example\r\n\r\n').toString('base64url') })
  const { body: draft } = await act<{ id: string }>('POST /drafts', { message: { raw } })

  const state = JSON.parse(JSON.stringify(google.snapshot()))
  const restored = createGoogle({ ...options(), state })
  expect(restored.snapshot()).toEqual(google.snapshot())
  expect(restored.mailbox(ana)).toEqual(google.mailbox(ana))
  expect(Buffer.from(restored.raw(ana, id) ?? []).equals(bytes)).toBe(true)
  expect(restored.outside()).toHaveLength(1)
  const headers = { authorization: `Bearer ${accessToken}` }
  const history = await restored.app.request(`/gmail/v1/users/me/history?startHistoryId=${start}`, { headers })
  expect((await history.json()).history).toHaveLength(3)
  expect((await restored.actAs(ana)('POST /drafts/send', { id: draft.id })).status).toBe(200)
  expect(await google.deliver(ana, 'Subject: c\r\n\r\n')).not.toBe(id)
  expect(restored.mailbox(ben)?.inbox).toHaveLength(1)
  expect(google.mailbox(ben)?.inbox).toHaveLength(0)
})

test('every change is announced, and looking is not', async () => {
  let changes = 0
  const google = createGoogle({ ...options(), onChange: () => changes++ })
  const act = google.actAs(ana)
  const id = await google.deliver(ana, 'Subject: a\r\n\r\n')
  for (const change of [
    () => act('POST /labels', { name: 'x' }),
    () => act(`POST /messages/${id}/trash`),
    () => act('POST /drafts', { message: { raw } }),
    () => act('POST /watch', { topicName: 'projects/p/topics/t' }),
    () => google.revoke(ana),
    () => google.expireHistory(ana),
    () => google.addUser({ email: 'new@client.example', name: 'New' }),
  ]) {
    const before = changes
    await change()
    expect(changes).toBeGreaterThan(before)
  }
  const before = changes
  await act(`GET /messages/${id}`)
  await act('GET /history?startHistoryId=1')
  expect(changes).toBe(before)
})

test('the same clock and the same chance make the same world', async () => {
  const live = async () => {
    let seed = 1
    const random = (size: number) =>
      Uint8Array.from({ length: size }, () => {
        seed = (seed * 16_807) % 2_147_483_647
        return seed % 256
      })
    const google = createGoogle({ ...options(), random })
    google.grant(ana, ['openid'])
    await google.actAs(ana)('POST /messages/send', { raw })
    return google.snapshot()
  }
  expect(await live()).toEqual(await live())
})
