import { Draft, DraftPage } from '../../core/drafts/schema.ts'
import { type Letter, letter } from './letters.ts'
import type { Practice } from './practice.ts'
import type { TestWorld } from './world.ts'

let received = 0

/** A letter arrives and, by push alone, becomes the draft that answers it. */
export async function drafted(world: TestWorld, owner: Practice, from: string, wrote: Partial<Letter> = {}) {
  const subject = wrote.subject ?? `Question ${++received}`
  const raw = letter({ from, to: owner.address, ...wrote, subject })
  await world.google.deliver(owner.address, raw)
  return { draft: await pendingDraft(world, owner, subject), raw, subject }
}

/** Waits for the world to come to rest, then looks into the queue. */
export async function pendingDraft(world: TestWorld, owner: Practice, subject: string): Promise<Draft> {
  await world.settled()
  const queue = await owner.expect(DraftPage, 'GET', '/api/drafts?limit=100')
  const card = queue.items.find((item) => item.subject === `Re: ${subject}`)
  if (!card) throw new Error(`No draft answers "${subject}"`)
  return owner.expect(Draft, 'GET', `/api/drafts/${card.id}`)
}

export const approve = (owner: Practice, { id, content_hash }: Draft, hash = content_hash) =>
  owner.ask('POST', `/api/drafts/${id}/approve`, { hash })

export const readDraft = (owner: Practice, { id }: Draft) => owner.expect(Draft, 'GET', `/api/drafts/${id}`)

/** A yes given where no door stays to work for it: whoever works the queue next is the one to find it. */
export async function approveUnattended(world: TestWorld, owner: Practice, { id, content_hash }: Draft): Promise<void> {
  await world.supabase.sql.begin(async (sql) => {
    const claims = JSON.stringify({ sub: owner.me.id, role: 'authenticated' })
    await sql`select set_config('request.jwt.claims', ${claims}, true), set_config('role', 'authenticated', true)`
    await sql`select public.approve_draft(${id}, ${content_hash})`
  })
}
