import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { auth, type gmail_v1, gmail as gmailOf } from 'googleapis/build/src/apis/gmail/index.js'
import { Hono } from 'hono'
import { afterEach, expect, test } from 'vitest'
import { createGoogle, type Google } from '../../local/google/create.ts'

const client = { id: 'client-1', secret: 'secret-1', redirectUris: ['http://127.0.0.1/callback'] }
const servers: Server[] = []

afterEach(() => {
  for (const server of servers.splice(0)) server.close()
})

async function listen(): Promise<{ google: Google; base: string }> {
  const app = new Hono()
  const server = createServer(getRequestListener(app.fetch))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  servers.push(server)
  const { port } = server.address() as AddressInfo
  const base = `http://127.0.0.1:${port}/local/google`
  const google = createGoogle({
    base,
    client,
    users: [
      {
        email: 'ana@ruiz-law.example',
        name: 'Ana Ruiz',
        sendAs: [{ email: 'office@ruiz-law.example', name: 'Ruiz Law' }],
      },
      { email: 'ben@client.example', name: 'Ben Client' },
    ],
  })
  app.route('/local/google', google.app)
  return { google, base }
}

function clientOf(base: string): InstanceType<typeof auth.OAuth2> {
  return new auth.OAuth2({
    clientId: client.id,
    clientSecret: client.secret,
    redirectUri: client.redirectUris[0] ?? '',
    endpoints: {
      oauth2AuthBaseUrl: `${base}/o/oauth2/v2/auth`,
      oauth2TokenUrl: `${base}/token`,
      oauth2RevokeUrl: `${base}/revoke`,
      tokenInfoUrl: `${base}/tokeninfo`,
      oauth2FederatedSignonPemCertsUrl: `${base}/oauth2/v1/certs`,
    },
  })
}

// The root goes with each call: set on the service, it would lose the path this Google is mounted at.
async function connect(): Promise<{ google: Google; gmail: gmail_v1.Gmail; root: { rootUrl: string } }> {
  const { google, base } = await listen()
  const oauth = clientOf(base)
  const { accessToken, refreshToken } = google.grant('ana@ruiz-law.example', ['https://mail.google.com/'])
  oauth.setCredentials({ access_token: accessToken, refresh_token: refreshToken })
  return { google, gmail: gmailOf({ version: 'v1', auth: oauth }), root: { rootUrl: base } }
}

const raw = (text: string) => Buffer.from(text).toString('base64url')

test('the SDK signs in with PKCE, is told who it is, refreshes and revokes', async () => {
  const { base } = await listen()
  const oauth = clientOf(base)
  const { codeVerifier, codeChallenge } = await oauth.generateCodeVerifierAsync()
  const url = oauth.generateAuthUrl({
    access_type: 'offline',
    prompt: 'consent',
    scope: ['openid', 'email', 'https://www.googleapis.com/auth/gmail.modify'],
    state: 'a state & more',
    code_challenge: codeChallenge ?? '',
  })
  const form = new URL(url).searchParams
  form.set('code_challenge_method', 'S256')
  form.set('account', 'ana@ruiz-law.example')
  form.set('granted', 'https://www.googleapis.com/auth/gmail.modify')
  form.set('decision', 'allow')
  const back = await fetch(`${base}/o/oauth2/v2/auth`, { method: 'POST', body: form, redirect: 'manual' })
  const target = new URL(back.headers.get('location') ?? '')
  expect(target.searchParams.get('state')).toBe('a state & more')

  const { tokens } = await oauth.getToken({ code: target.searchParams.get('code') ?? '', codeVerifier })
  oauth.setCredentials(tokens)
  const ticket = await oauth.verifyIdToken({ idToken: tokens.id_token ?? '', audience: client.id })
  expect(ticket.getPayload()).toMatchObject({ email: 'ana@ruiz-law.example', email_verified: true })
  expect(await oauth.getTokenInfo(tokens.access_token ?? '')).toMatchObject({ email: 'ana@ruiz-law.example' })

  const refreshed = await oauth.refreshAccessToken()
  expect(refreshed.credentials.access_token).not.toBe(tokens.access_token)
  await oauth.revokeCredentials()
  oauth.setCredentials({ refresh_token: tokens.refresh_token ?? '' })
  await expect(oauth.getAccessToken()).rejects.toThrow('invalid_grant')
})

test('the SDK reads a message with its nested parts and fetches an attachment', async () => {
  const { google, gmail, root } = await connect()
  const id = await google.deliver(
    'ana@ruiz-law.example',
    [
      'From: =?utf-8?q?L=C3=B3pez=2C_Eva?= <Eva@client.example>',
      'To: ana@ruiz-law.example',
      'SUBJECT: =?utf-8?b?w4R1w59lcnVuZw==?=',
      'Content-Type: multipart/mixed; boundary=outer',
      '',
      '--outer',
      'Content-Type: multipart/alternative; boundary=inner',
      '',
      '--inner',
      'Content-Type: text/plain; charset=iso-8859-1',
      'Content-Transfer-Encoding: quoted-printable',
      '',
      'Gr=FC=DFe',
      '--inner',
      'Content-Type: text/html',
      '',
      '<p>Hi</p>',
      '--inner--',
      '--outer',
      'Content-Type: application/pdf; name=deed.pdf',
      'Content-Transfer-Encoding: base64',
      '',
      'AAEC/w==',
      '--outer--',
    ].join('\r\n'),
  )
  const { data } = await gmail.users.messages.get({ userId: 'me', id }, root)
  expect(data.payload?.headers?.slice(0, 3)).toEqual([
    { name: 'From', value: '"López, Eva" <Eva@client.example>' },
    { name: 'To', value: 'ana@ruiz-law.example' },
    { name: 'SUBJECT', value: 'Äußerung' },
  ])
  const [alternative, pdf] = data.payload?.parts ?? []
  expect([alternative?.partId, alternative?.parts?.map(({ partId }) => partId)]).toEqual(['0', ['0.0', '0.1']])
  expect(Buffer.from(alternative?.parts?.[0]?.body?.data ?? '', 'base64url').toString()).toBe('Grüße')
  expect(pdf).toMatchObject({ partId: '1', filename: 'deed.pdf', body: { size: 4 } })
  expect(pdf?.body?.data).toBeUndefined()

  const again = await gmail.users.messages.get({ userId: 'me', id }, root)
  expect(again.data.payload?.parts?.[1]?.body?.attachmentId).not.toBe(pdf?.body?.attachmentId)
  const file = await gmail.users.messages.attachments.get(
    { userId: 'me', messageId: id, id: pdf?.body?.attachmentId ?? '' },
    root,
  )
  expect([...Buffer.from(file.data.data ?? '', 'base64url')]).toEqual([0, 1, 2, 255])
})

test('the SDK drafts, updates and sends exactly once', async () => {
  const { google, gmail, root } = await connect()
  const letter = (body: string) => raw(`To: ben@client.example\r\nSubject: Deed\r\n\r\n${body}`)
  const created = await gmail.users.drafts.create(
    { userId: 'me', requestBody: { message: { raw: letter('one') } } },
    root,
  )
  const id = created.data.id ?? ''
  await gmail.users.drafts.update({ userId: 'me', id, requestBody: { message: { raw: letter('two') } } }, root)
  const sent = await gmail.users.drafts.send({ userId: 'me', requestBody: { id } }, root)
  expect(sent.data.labelIds).toEqual(['SENT'])
  await expect(gmail.users.drafts.send({ userId: 'me', requestBody: { id } }, root)).rejects.toMatchObject({
    status: 404,
    message: 'Requested entity was not found.',
  })
  expect(google.mailbox('ben@client.example')?.inbox).toMatchObject([{ subject: 'Deed', snippet: 'two' }])
})

test('the SDK uploads media of 25 MB, alone and beside a resource, and gets it back byte for byte', async () => {
  const { google, gmail, root } = await connect()
  const big = `To: ben@client.example\r\nSubject: Plans\r\nContent-Type: application/octet-stream; name=plans.bin\r\n\r\n${'x'.repeat(25_000_000)}`
  const media = { mimeType: 'message/rfc822', body: big }
  const plain = await gmail.users.messages.insert({ userId: 'me', media }, root)
  expect(Buffer.from(google.raw('ana@ruiz-law.example', plain.data.id ?? '') ?? []).equals(Buffer.from(big))).toBe(true)
  const both = await gmail.users.drafts.create({ userId: 'me', requestBody: { message: {} }, media }, root)
  const draftId = both.data.message?.id ?? ''
  expect(Buffer.from(google.raw('ana@ruiz-law.example', draftId) ?? []).equals(Buffer.from(big))).toBe(true)
  const sent = await gmail.users.drafts.send({ userId: 'me', requestBody: { id: both.data.id ?? null } }, root)
  expect(sent.data.labelIds).toEqual(['SENT'])
  expect(google.mailbox('ben@client.example')?.inbox).toHaveLength(1)
})

test('the SDK follows history, labels, settings and watch', async () => {
  const { google, gmail, root } = await connect()
  const { data: profile } = await gmail.users.getProfile({ userId: 'me' }, root)
  expect(Number.isSafeInteger(Number(profile.historyId))).toBe(false)
  const id = await google.deliver('ana@ruiz-law.example', 'From: ben@client.example\r\n\r\nhello')
  const label = await gmail.users.labels.create({ userId: 'me', requestBody: { name: 'Matters/Open' } }, root)
  const addLabelIds = [label.data.id ?? '']
  await gmail.users.messages.modify(
    { userId: 'me', id, requestBody: { addLabelIds, removeLabelIds: ['UNREAD'] } },
    root,
  )
  const { data } = await gmail.users.history.list({ userId: 'me', startHistoryId: profile.historyId ?? '' }, root)
  expect(data.history?.map((entry) => Object.keys(entry)[2])).toEqual(['messagesAdded', 'labelsAdded', 'labelsRemoved'])
  expect(data.history?.at(-1)?.id).toBe(data.historyId)
  const found = await gmail.users.messages.list({ userId: 'me', q: 'label:matters-open' }, root)
  expect(found.data.messages).toEqual([{ id, threadId: id }])
  const aliases = await gmail.users.settings.sendAs.list({ userId: 'me' }, root)
  expect(aliases.data.sendAs?.map(({ sendAsEmail, isPrimary }) => [sendAsEmail, isPrimary])).toEqual([
    ['ana@ruiz-law.example', true],
    ['office@ruiz-law.example', false],
  ])
  const watch = await gmail.users.watch({ userId: 'me', requestBody: { topicName: 'projects/p/topics/t' } }, root)
  expect(watch.data).toEqual({ historyId: data.historyId, expiration: expect.stringMatching(/^\d{13}$/) })
  expect((await gmail.users.stop({ userId: 'me' }, root)).status).toBe(204)
})

test('a dropped connection reaches the SDK as a network error, after the mail went out', async () => {
  const { google, gmail, root } = await connect()
  const { data } = await gmail.users.drafts.create(
    { userId: 'me', requestBody: { message: { raw: raw('To: ben@client.example\r\n\r\nonce') } } },
    root,
  )
  google.faults.add({ match: /^POST .*\/drafts\/send$/, when: 'after', drop: true })
  const sending = gmail.users.drafts.send(
    { userId: 'me', requestBody: { id: data.id ?? null } },
    { ...root, retry: false },
  )
  await expect(sending).rejects.not.toHaveProperty('status', expect.any(Number))
  expect(google.mailbox('ben@client.example')?.inbox).toHaveLength(1)
})
