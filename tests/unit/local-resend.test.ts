import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { Resend } from 'resend'
import { afterEach, expect, test } from 'vitest'
import { createResend, type ResendOptions } from '../../local/resend/create.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

async function listen(app: Hono): Promise<string> {
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const listening = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(listening))
  })
  closing.push(() => new Promise((resolve) => server.close(resolve)))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function start(options: Partial<ResendOptions> = {}) {
  const emulator = createResend({ keys: ['re_local'], ...options })
  const baseUrl = await listen(emulator.app)
  return { emulator, resend: new Resend('re_local', { baseUrl }), as: (key: string) => new Resend(key, { baseUrl }) }
}

const letter = {
  from: 'AssistantAI <hello@assistant.example>',
  to: 'ana@client.example',
  subject: 'Your trial ends soon',
  html: '<p>Three days left</p>',
  text: 'Three days left',
  headers: { 'List-Unsubscribe': '<https://assistant.example/u/1>' },
  tags: [{ name: 'letter', value: 'trial_ending' }],
}

test('a letter lands in the inbox as it was written and can be read back', async () => {
  const { emulator, resend } = await start({ now: () => Date.UTC(2026, 10, 12) })
  const { data } = await resend.emails.send({ ...letter, replyTo: 'help@assistant.example' })
  await resend.emails.send({ ...letter, subject: 'Second' })

  const [newest, oldest] = emulator.letters()
  expect(newest?.subject).toBe('Second')
  expect(oldest).toMatchObject({
    ...letter,
    id: data?.id,
    to: ['ana@client.example'],
    replyTo: ['help@assistant.example'],
    at: '2026-11-12T00:00:00.000Z',
  })
  expect((await resend.emails.get(data?.id ?? '')).data).toMatchObject({
    object: 'email',
    subject: letter.subject,
    last_event: 'delivered',
  })
})

test('keys are required and checked', async () => {
  const { as, emulator } = await start()
  expect((await as('re_other').emails.send(letter)).error).toMatchObject({ name: 'invalid_api_key', statusCode: 403 })
  const response = await emulator.app.request('/emails', { method: 'POST', body: '{}' })
  expect(response.status).toBe(401)
  expect(await response.json()).toMatchObject({ name: 'missing_api_key' })
})

test.each([
  ['a sender without an address', { from: 'AssistantAI' }, 'validation_error', '`from`'],
  ['a recipient without an address', { to: ['ana@client.example', 'nobody'] }, 'validation_error', '`to`'],
  ['no subject', { subject: undefined }, 'missing_required_field', '`subject`'],
  ['no content', { html: undefined, text: undefined }, 'missing_required_field', '`html`'],
  ['a tag with a space', { tags: [{ name: 'my letter', value: 'x' }] }, 'validation_error', '`tags`'],
])('%s is refused with the field named, and nothing is kept', async (_, change, name, field) => {
  const { emulator, resend } = await start()
  const { error } = await resend.emails.send({ ...letter, ...change } as typeof letter)
  expect(error).toMatchObject({ name, statusCode: 422, message: expect.stringContaining(field) })
  expect(emulator.letters()).toEqual([])
})

test('one idempotency key sends once, refuses another body, and is free again after a day', async () => {
  let now = Date.UTC(2026, 10, 12)
  const { emulator, resend } = await start({ now: () => now })
  const send = (subject: string) => resend.emails.send({ ...letter, subject }, { idempotencyKey: 'trial/1' })

  const first = await send('One')
  expect((await send('One')).data).toEqual(first.data)
  expect((await send('Two')).error).toMatchObject({ name: 'invalid_idempotent_request', statusCode: 409 })
  expect(emulator.letters()).toHaveLength(1)

  now += 24 * 60 * 60_000
  expect((await send('Two')).data?.id).not.toBe(first.data?.id)
  expect(emulator.letters()).toHaveLength(2)
})

test('a snapshot brings letters and idempotency back', async () => {
  let changes = 0
  const before = await start({ onChange: () => (changes += 1) })
  const { data } = await before.resend.emails.send(letter, { idempotencyKey: 'k' })
  expect(changes).toBeGreaterThan(0)

  const after = await start({ state: JSON.parse(JSON.stringify(before.emulator.snapshot())) })
  expect((await after.resend.emails.send(letter, { idempotencyKey: 'k' })).data).toEqual(data)
  expect(after.emulator.letters()).toEqual(before.emulator.letters())
})

test('a strict batch is all or nothing, a permissive one says what it left out', async () => {
  const { emulator, resend } = await start()
  const batch = [letter, { ...letter, to: 'nobody' }]
  expect((await resend.batch.send(batch)).error).toMatchObject({ name: 'validation_error' })
  expect(emulator.letters()).toEqual([])

  const { data } = await resend.batch.send(batch, { batchValidation: 'permissive' })
  expect(data).toMatchObject({ data: [{ id: emulator.letters()[0]?.id }], errors: [{ index: 1 }] })
})

test('a fault answers instead of Resend, as often as it was told', async () => {
  const { emulator, resend } = await start()
  emulator.faults.add({ kind: 'rate_limit', retryAfter: 3 })
  const limited = await resend.emails.send(letter)
  expect(limited.error).toMatchObject({ name: 'rate_limit_exceeded', statusCode: 429 })
  expect(limited.headers?.['retry-after']).toBe('3')
  expect((await resend.emails.send(letter)).error).toBeNull()
})

test('events are signed, in order, and tell bounces and complaints apart', async () => {
  const secret = `whsec_${Buffer.from('a local signing secret').toString('base64')}`
  const heard: { type: string; id: string; to: string }[] = []
  const verifier = new Resend('re_local')
  const receiver = new Hono().post('/hook', async (context) => {
    const header = (name: string) => context.req.header(name) ?? ''
    const headers = { id: header('svix-id'), timestamp: header('svix-timestamp'), signature: header('svix-signature') }
    const event = verifier.webhooks.verify({ payload: await context.req.text(), headers, webhookSecret: secret })
    if ('email_id' in event.data && 'to' in event.data)
      heard.push({ type: event.type, id: headers.id, to: event.data.to[0] ?? '' })
    return context.body(null, 204)
  })
  const { emulator, resend } = await start({ webhook: { url: `${await listen(receiver)}/hook`, secret } })

  for (const to of ['ana@client.example', 'gone@bounce.test', 'cross@complaint.test']) {
    await resend.emails.send({ ...letter, to })
  }
  await emulator.idle()
  expect(heard.map(({ type, to }) => `${type} ${to}`)).toEqual([
    'email.sent ana@client.example',
    'email.delivered ana@client.example',
    'email.sent gone@bounce.test',
    'email.bounced gone@bounce.test',
    'email.sent cross@complaint.test',
    'email.delivered cross@complaint.test',
    'email.complained cross@complaint.test',
  ])
  expect(emulator.webhooks.list().map(({ status }) => status)).toEqual(heard.map(() => 204))

  emulator.webhooks.redeliver(heard[3]?.id ?? '')
  await emulator.idle()
  expect(heard.at(-1)).toEqual(heard[3])
})

test('a webhook nobody answers is recorded and stops nothing', async () => {
  const secret = `whsec_${Buffer.from('a local signing secret').toString('base64')}`
  const refuse = () => Promise.reject(new Error('connection refused'))
  const { emulator, resend } = await start({ webhook: { url: 'http://127.0.0.1:1/hook', secret }, fetch: refuse })
  const { data } = await resend.emails.send(letter)
  emulator.complain(data?.id ?? '')
  await emulator.idle()
  expect(emulator.webhooks.list()).toMatchObject([
    { type: 'email.sent', attempts: 1, status: undefined, error: 'Error: connection refused' },
    { type: 'email.delivered' },
    { type: 'email.complained' },
  ])
})
