import { expect } from 'vitest'
import * as z from 'zod'
import { Consent, Mailboxes } from '../../core/mailboxes/schema.ts'
import type { World } from '../../local/world.ts'
import { type Person, signIn } from './person.ts'

/** A professional with a business and a connected mailbox, who has signed in. */
export type Practice = Person & { address: string; client: string; mailbox: string }

type Settled = { settled(): Promise<void> }

/** What is said when connecting, beyond who. */
export type Wishes = { window_days?: number; draft_existing?: boolean }

/** Signs up, connects Gmail and waits for the first reading; nothing they approve waits in an undo window. */
export async function openPractice(world: World & Settled, address: string, wishes: Wishes = {}): Promise<Practice> {
  world.google.addUser({ email: address, name: 'Ada Quill' })
  const person = await signIn(world, address, 'Quill & Sons')
  const client = person.me.clients[0]?.id ?? ''
  expect(await connect(person, client, address, { wishes })).toBe('/portal/mailboxes/?connected=1')
  await world.afterwork.idle()
  await world.settled()

  await world.supabase.sql`update public.clients set undo_seconds = 0 where id = ${client}`
  const { items } = await person.expect(Mailboxes, 'GET', '/api/mailboxes')
  return { ...person, address, client, mailbox: items[0]?.id ?? '' }
}

export type Decision = { decision?: 'allow' | 'deny'; ask?: string[]; state?: string; wishes?: Wishes }

/** Through Google's consent page and back. Answers where the browser is sent in the end. */
export async function connect(person: Person, client: string, address: string, decided: Decision = {}) {
  const returned = await person.get(await consent(person, client, address, decided))
  return z.string().parse(returned.headers.get('location'))
}

/** Up to the address Google sends the browser back to. `ask` and `state` replace what we asked for. */
export async function consent(person: Person, client: string, address: string, decided: Decision = {}) {
  const { url } = await person.expect(Consent, 'POST', '/api/mailboxes/connect', {
    client_id: client,
    address,
    ...decided.wishes,
  })
  const page = new URL(url)
  const form = new URLSearchParams(page.searchParams)
  if (decided.ask) form.set('scope', decided.ask.join(' '))
  if (decided.state) form.set('state', decided.state)
  form.set('account', address)
  form.set('decision', decided.decision ?? 'allow')
  for (const scope of (form.get('scope') ?? '').split(' ')) form.append('granted', scope)

  const answered = await person.submit(`${page.origin}${page.pathname}`, form)
  return z.string().parse(answered.headers.get('location'))
}
