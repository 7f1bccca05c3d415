import type { World } from '../world.ts'
import { type Visitor, visitor } from './browser.ts'
import { seededUntil, seedMail } from './order.ts'
import { professional } from './people.ts'

const DAY = 86_400_000

export async function hasPlanted({ supabase }: World): Promise<boolean> {
  const [row] = await supabase.sql`select from public.accounts limit 1`
  return row !== undefined
}

/** Fills the mailbox, then signs up, signs in and connects Gmail, through the same doors as everybody. */
export async function plant(world: World): Promise<void> {
  await fillMailbox(world)
  const browser = visitor(world.url)
  const client = await signIn(world, browser)
  const { signOff, timezone } = professional
  await world.supabase.sql`update public.clients set sign_off = ${signOff}, timezone = ${timezone} where id = ${client}`
  await connect(browser, client)
}

/** Whole weeks forward, so that a Tuesday stays a Tuesday and the last mail is a few days old. */
async function fillMailbox({ google, url, clock }: World): Promise<void> {
  const shift = Math.floor((clock.now() - seededUntil.getTime()) / (7 * DAY)) * 7 * DAY
  const { accessToken } = google.grant(professional.email, ['https://www.googleapis.com/auth/gmail.modify'])
  for (const { raw, mailbox, at } of seedMail()) {
    const response = await fetch(
      `${url}/local/google/gmail/v1/users/me/messages/import?internalDateSource=dateHeader`,
      {
        method: 'POST',
        headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify({
          raw: redate(raw, new Date(at.getTime() + shift)).toString('base64url'),
          labelIds: mailbox === 'inbox' ? ['INBOX', 'UNREAD'] : ['SENT'],
        }),
      },
    )
    if (!response.ok) throw new Error(`Cannot plant a mail: the local Gmail answers ${response.status}`)
  }
  google.revoke(professional.email)
}

function redate(raw: Uint8Array, at: Date): Buffer {
  const source = Buffer.from(raw).toString('latin1')
  return Buffer.from(source.replace(/^Date: .*$/m, `Date: ${at.toUTCString().replace('GMT', '+0000')}`), 'latin1')
}

async function signIn({ resend, afterwork }: World, browser: Visitor): Promise<string> {
  const { email, name, business, profession } = professional
  await expectOk(await browser.post('/api/account/sign-up', { email, name, business, profession }))
  await afterwork.idle()
  const code = /\b\d{6}\b/.exec(resend.letters()[0]?.text ?? '')?.[0]
  const me = await expectOk(await browser.post('/api/account/sessions', { email, code }))
  return (me as { clients: { id: string }[] }).clients[0]?.id ?? ''
}

async function connect(browser: Visitor, client: string): Promise<void> {
  const consent = await expectOk(
    await browser.post('/api/mailboxes/connect', {
      client_id: client,
      address: professional.email,
      draft_existing: true,
    }),
  )
  const url = new URL((consent as { url: string }).url)
  const form = new URLSearchParams(url.searchParams)
  form.set('account', professional.email)
  form.set('decision', 'allow')
  for (const scope of (url.searchParams.get('scope') ?? '').split(' ')) form.append('granted', scope)

  const allowed = await browser.submit(`${url.origin}${url.pathname}`, form)
  const returned = await browser.get(allowed.headers.get('location') ?? '')
  const target = returned.headers.get('location')
  if (target !== '/portal/mailboxes/?connected=1')
    throw new Error(`Cannot connect the seeded mailbox: sent to "${target}"`)
}

async function expectOk(response: Response): Promise<unknown> {
  const body = (await response.json()) as { success: boolean; data?: unknown; error?: string }
  if (!body.success) throw new Error(`Cannot plant: ${body.error}`)
  return body.data
}
