import type { Scene } from './scene.ts'

type Found = { cursor: string | null; stored: string[]; doubled: number; reading: boolean }

const ASIDE = ['DRAFT', 'SPAM', 'TRASH']

/**
 * What must hold after every single move: the cursor is never ahead of what is stored, unless what lies between is being
 * read page by page; and a conversation has one live draft at most. Answers how to look, and what has been found wrong.
 */
export function createWatch({ world, address, seen }: Pick<Scene, 'world' | 'address' | 'seen'>, now: () => number) {
  const wrong: string[] = []
  /** With which history id each message came, as far as can be seen from outside. */
  const since = new Map<string, bigint>()

  async function look(move: string): Promise<void> {
    const view = world.google.mailbox(address)
    const present = (view?.all ?? []).filter(({ labelIds }) => !labelIds.some((label) => ASIDE.includes(label)))
    for (const { id } of present) if (!since.has(id)) since.set(id, BigInt(view?.historyId ?? 0))
    for (const { id } of view?.inbox ?? []) if (!seen.arrived.has(id)) seen.arrived.set(id, now())
    for (const { id } of view?.sent ?? []) if (!seen.left.has(id)) seen.left.set(id, now())
    // Only a change of the database can break what held before.
    if (!/(POST|PATCH|DELETE) db/.test(move)) return

    const [found] = await world.supabase.sql<Found[]>`
      select history_id as cursor,
             array(select gmail_message_id from public.messages where mailbox_id = b.id) as stored,
             (select count(*)::int from (
               select from public.drafts where mailbox_id = b.id and status in ('pending', 'approved')
               group by thread_id having count(*) > 1) twice) as doubled,
             exists (select from public.readings where mailbox_id = b.id and finished_at is null) as reading
      from public.mailboxes b where address = ${address}`
    if (!found) return
    seen.connected = Math.min(seen.connected, now())
    const missing = present.filter(
      ({ id }) => !found.stored.includes(id) && (since.get(id) ?? 0n) <= BigInt(found.cursor ?? 0),
    )
    if (missing.length && !found.reading)
      wrong.push(`the cursor is ahead of ${missing.length} messages after "${move}"`)
    if (found.doubled) wrong.push(`${found.doubled} conversations have two live drafts after "${move}"`)
  }

  return { look, wrong }
}
