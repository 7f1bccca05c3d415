import { Draft } from '../../core/drafts/schema.ts'
import { drafted } from './drafted.ts'
import type { Letter } from './letters.ts'
import type { Practice } from './practice.ts'
import type { TestWorld } from './world.ts'

/** A letter arrives, is answered, and the answer is sent: as it was drafted, or with other words. */
export async function accepted(world: TestWorld, owner: Practice, wrote: Partial<Letter>, sent?: string) {
  const { draft, raw } = await drafted(world, owner, 'Ben Sorrel <ben@sorrel.example>', wrote)
  const path = `/api/drafts/${draft.id}`
  const { version } = draft
  const held = sent ? await owner.expect(Draft, 'PATCH', path, { version, body: sent }) : draft
  const claims = held.claims.filter(({ source }) => source === null).map(({ position }) => position)
  if (claims.length) await owner.expect(Draft, 'POST', `${path}/vouch`, { claims })
  await owner.expect(Draft, 'POST', `${path}/approve`, { hash: held.content_hash })
  await world.settled()
  return { draft, raw }
}
