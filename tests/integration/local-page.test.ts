import { expect, test } from 'vitest'
import { mountPage } from '../../local/page/mount.ts'
import { State } from '../../local/page/state.ts'
import { professional } from '../../local/seed/people.ts'
import { plant } from '../../local/seed/plant.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
mountPage(world)
await plant(world)
await world.settled()
const marta = professional.email
const nora = 'nora@brackenmillcycles.example'

const get = (path: string) => fetch(`${world.url}/local${path}`)
const text = async (path: string) => (await get(path)).text()
const state = async () => State.parse(await (await get('/state.json')).json())
const post = (path: string, body: Record<string, unknown>, headers: Record<string, string> = {}) =>
  fetch(`${world.url}/local${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
const submit = (path: string, body: Record<string, string>) =>
  fetch(`${world.url}/local${path}`, { method: 'POST', body: new URLSearchParams(body), redirect: 'manual' })

async function mail(fields: Record<string, string>): Promise<string> {
  const answer = await post('/mail', { from: `Nora Fenwick <${nora}>`, to: marta, ...fields })
  expect(answer.status).toBe(200)
  const { id } = (await answer.json()) as { id: string }
  await world.settled()
  return id
}

test('the state counts what the database and the mailboxes hold', async () => {
  const { mailboxes, ledger, drafts, queue, letters, model, emulated } = await state()
  const inbound = ledger.drafted + ledger.skipped
  expect(mailboxes[marta]?.inbox).toBe(inbound)
  expect(drafts.pending).toBe(ledger.drafted)
  expect(drafts.sent).toBe(0)
  expect(queue['draft.send']).toEqual({ waiting: 0, running: 0 })
  expect(letters[0]).toMatchObject({ to: marta, code: expect.stringMatching(/^\d{6}$/) })
  expect(model.calls).toBeGreaterThan(ledger.drafted)
  expect(model.output_tokens).toBeGreaterThan(0)
  expect(emulated.claude).toBe(true)
})

test('the page shows the sign-in code, every mailbox and that the model is a stand-in', async () => {
  const page = await text('/')
  expect(page).toContain((await state()).letters[0]?.code ?? 'no code')
  expect(page).toContain(`/local/mailboxes/${encodeURIComponent(marta)}`)
  expect(page).toContain('Local stand-in; set <code>ANTHROPIC_API_KEY</code>')
})

test('nothing in it is inline, and its policy would not run it if it were', async () => {
  const answer = await get('/')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'; script-src 'self'")
  expect(await answer.text()).not.toMatch(/<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/i)
  expect((await get('/page.css')).headers.get('content-type')).toContain('text/css')
  expect((await get('/page.js')).headers.get('content-type')).toContain('text/javascript')
})

test('a mail sent here arrives, is pushed and becomes a draft', async () => {
  const before = await state()
  const id = await mail({ subject: 'Lease renewal', body: 'Dear Marta, when does the lease have to be renewed?' })
  const after = await state()
  expect(after.mailboxes[marta]?.inbox).toBe((before.mailboxes[marta]?.inbox ?? 0) + 1)
  expect(after.drafts.pending).toBe(before.drafts.pending + 1)
  expect(after.pushes).toBe(before.pushes + 1)

  const message = await text(`/mailboxes/${marta}/${id}`)
  expect(message).toContain('when does the lease have to be renewed?')
  expect(message).toContain('Subject: Lease renewal')
})

test('what a mail says is shown, never run', async () => {
  const id = await mail({ subject: '<script>alert(1)</script>', body: '"><img src=x onerror=alert(2)> & more' })
  for (const page of [await text(`/mailboxes/${marta}`), await text(`/mailboxes/${marta}/${id}`)]) {
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(page).not.toMatch(/<script>|<img/)
  }
})

test('an answer joins the conversation it answers', async () => {
  const first = await mail({ subject: 'Deed of transfer', body: 'Could you send me the deed, please?' })
  const link = /href="([^"]*in_reply_to[^"]*)"/.exec(await text(`/mailboxes/${marta}/${first}`))?.[1] ?? ''
  const { in_reply_to = '', subject = '' } = Object.fromEntries(
    new URL(link.replaceAll('&amp;', '&'), world.url).searchParams,
  )
  expect(subject).toBe('Re: Deed of transfer')
  const second = await mail({ in_reply_to, subject, body: 'And the map that belongs to it?' })
  const threads = world.google.mailbox(marta)?.all.filter(({ id }) => id === first || id === second)
  expect(new Set(threads?.map(({ threadId }) => threadId)).size).toBe(1)
  expect((await state()).drafts.superseded).toBeGreaterThan(0)
})

test('a mailbox or a message that is not there is not found', async () => {
  expect((await get('/mailboxes/nobody@nowhere.example')).status).toBe(404)
  expect((await get(`/mailboxes/${marta}/0000000000000000`)).status).toBe(404)
})

test('a form is sent back to the page, which says what was done', async () => {
  const answer = await submit('/mail', { from: nora, to: marta, subject: 'Form', body: 'Thank you, all is well.' })
  expect(answer.status).toBe(303)
  expect(answer.headers.get('location')).toBe('/local/?done=mail#send')
  expect(await text('/?done=mail')).toContain('The mail has arrived')
  await world.settled()
})

test('a wrong form comes back filled in, with a sentence', async () => {
  const answer = await submit('/mail', { from: 'nobody', to: marta, subject: 'Kept "so"', body: 'Kept words' })
  const page = await answer.text()
  expect(answer.status).toBe(422)
  expect(page).toContain('Say who sends it')
  expect(page).toContain('value="Kept &quot;so&quot;"')
  expect(page).toContain('Kept words')
})

test.each([
  [{ to: 'stranger@elsewhere.example' }, /no local mailbox "stranger@elsewhere\.example"\. There are: marta@/],
  [{ from: 'a@b.example, c@d.example' }, /one address/],
  [{ body: ' \n ' }, /Write something/],
  [{ subject: 'Hello\r\nBcc: someone@else.example' }, /one line/],
  [{ in_reply_to: 'not an id' }, /Message-ID looks like/],
])('a mail with %o is refused', async (wrong, sentence) => {
  const before = world.google.mailbox(marta)?.all.length
  const answer = await post('/mail', { from: nora, to: marta, subject: 'S', body: 'B', ...wrong })
  expect(answer.status).toBe(422)
  expect(((await answer.json()) as { error: string }).error).toMatch(sentence)
  expect(world.google.mailbox(marta)?.all.length).toBe(before)
})

test.each([
  ['a page elsewhere', { 'sec-fetch-site': 'cross-site' }],
  ['another program on this machine', { 'sec-fetch-site': 'same-site' }],
  ['an old browser elsewhere', { origin: 'http://elsewhere.example' }],
  ['a sandboxed frame', { origin: 'null' }],
])('%s may not send mail or travel', async (_who, headers) => {
  const before = await state()
  expect((await post('/mail', { from: nora, to: marta, subject: 'S', body: 'B' }, headers)).status).toBe(403)
  expect((await post('/clock', { seconds: 3600 }, headers)).status).toBe(403)
  const after = await state()
  expect(after.mailboxes).toEqual(before.mailboxes)
  expect(Date.parse(after.now) - Date.parse(before.now)).toBeLessThan(3_600_000)
})

test('a name bound to this machine by somebody else reads nothing', async () => {
  expect((await world.app.fetch(new Request('http://rebound.example/local/state.json'))).status).toBe(403)
})

test('a lost push is made good by the sweep', async () => {
  const before = await state()
  await post('/faults', { fault: 'push-lost' })
  expect(await text('/')).toContain('The next push is lost')
  await mail({ subject: 'Unheard', body: 'Could you call me about the boundary wall?' })
  expect((await state()).drafts.pending).toBe(before.drafts.pending)
  expect(await text('/')).toContain('>lost<')

  expect((await post('/clock', { seconds: 600 })).status).toBe(200)
  expect((await state()).drafts.pending).toBe(before.drafts.pending + 1)
})

test('fourteen days pass: the clock shows it and the watch has been renewed', async () => {
  const before = await state()
  const answer = await submit('/clock', { seconds: '14', unit: '86400' })
  expect(answer.headers.get('location')).toBe('/local/?done=clock#clock')
  const now = Date.parse((await state()).now)
  expect(now - Date.parse(before.now)).toBeGreaterThanOrEqual(14 * 86_400_000)
  const [watch] = await world.supabase.sql<{ until: Date }[]>`select watch_expires_at as until from public.mailboxes`
  expect(watch?.until.getTime()).toBeGreaterThan(now)
})

test.each([{ seconds: -60 }, { seconds: 'soon' }, { seconds: 1e12 }, {}])('the clock refuses %o', async (travel) => {
  const answer = await post('/clock', travel)
  expect(answer.status).toBe(422)
  expect(((await answer.json()) as { error: string }).error).toMatch(/seconds/)
})

test('a schedule runs when asked, and only those there are', async () => {
  expect(await (await post('/cron/mail-sweep', {})).json()).toEqual({ found: 0, done: 0 })
  expect((await post('/cron/nothing-at-all', {})).status).toBe(422)
})

test('a dead letter is tried again by its button, once', async () => {
  const { sql } = world.supabase
  const [letter] = await sql<{ id: string }[]>`
    insert into public.dead_letters (kind, key, payload, error, attempts)
    select 'mailbox.sync', 'mailbox.sync:' || id, jsonb_build_object('client_id', client_id, 'mailbox_id', id), 'Busy', 8
    from public.mailboxes returning id`
  expect(await text('/')).toContain(`action="/local/dead-letters/${letter?.id}"`)

  const answer = await submit(`/dead-letters/${letter?.id}`, {})
  expect(answer.headers.get('location')).toBe('/local/?done=retried#queue')
  expect((await state()).dead_letters).toBe(0)
  expect((await state()).queue['mailbox.sync']).toEqual({ waiting: 0, running: 0 })
  expect((await post(`/dead-letters/${letter?.id}`, {})).status).toBe(422)
  expect((await post('/dead-letters/nothing', {})).status).toBe(422)
})

test('a send fails before or after it happened, once', async () => {
  const sent = () => world.google.mailbox(nora)?.sent.length ?? 0
  await post('/faults', { fault: 'send-before' })
  await post('/faults', { fault: 'send-after' })
  expect((await sendFromNora()).status).toBe(503)
  expect(sent()).toBe(0)
  expect((await sendFromNora()).status).toBe(503)
  expect(sent()).toBe(1)
  expect((await sendFromNora()).status).toBe(200)
})

test('what is armed can be disarmed, and only known faults can be armed', async () => {
  await post('/faults', { fault: 'model-overloaded' })
  await post('/faults', { fault: 'push-lost' })
  expect([...world.claude.faults.list(), ...world.google.faults.list()]).toHaveLength(2)
  await post('/faults', { fault: 'clear' })
  expect([...world.claude.faults.list(), ...world.google.faults.list()]).toEqual([])
  expect((await post('/faults', { fault: 'earthquake' })).status).toBe(422)
})

test('what was sent outside can be read and answered', async () => {
  await sendFromNora('someone@elsewhere.example')
  const page = await text('/')
  expect(page).toContain('Answer as someone@elsewhere.example')
})

test('expired history loses no mail', async () => {
  const before = await state()
  expect((await post('/expire-history', { address: marta })).status).toBe(200)
  await mail({ subject: 'After the gap', body: 'Could you confirm the hearing date, please?' })
  expect((await state()).drafts.pending).toBe(before.drafts.pending + 1)
})

test('revoked access asks the professional to connect again', async () => {
  expect((await post('/revoke', { address: 'stranger@elsewhere.example' })).status).toBe(422)
  expect((await post('/revoke', { address: marta })).status).toBe(200)
  await mail({ subject: 'Unread', body: 'Are you there?' })
  const [mailbox] = await world.supabase.sql`select status from public.mailboxes`
  expect(mailbox?.status).toBe('needs_reauth')
})

async function sendFromNora(to: string = marta): Promise<Response> {
  const { accessToken } = world.google.grant(nora, ['https://www.googleapis.com/auth/gmail.modify'])
  const raw = Buffer.from(`To: ${to}\r\nSubject: Hello\r\n\r\nHello\r\n`).toString('base64url')
  return fetch(`${world.url}/local/google/gmail/v1/users/me/messages/send`, {
    method: 'POST',
    headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ raw }),
  })
}
