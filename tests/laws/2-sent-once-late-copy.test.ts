import { expect, test } from 'vitest'
import { professional } from '../../local/seed/people.ts'
import { approve, drafted, readDraft } from '../support/drafted.ts'
import { openPractice } from '../support/practice.ts'
import { catchUp, sweep } from '../support/queue.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()

test('a draft that is gone without a sent copy is believed deleted only when Gmail has had time to list one', async () => {
  const owner = await openPractice(world, professional.email)
  await world.supabase.sql`update public.clients set undo_seconds = 0`
  const { draft } = await drafted(world, owner, 'ben@sorrel.example')
  // Gmail makes the draft, then its owner throws it away before it is sent.
  world.google.faults.add({ match: /POST .*\/drafts\/send$/, times: 1, when: 'before', status: 503 })
  await approve(owner, draft)
  await world.settled()
  const act = world.google.actAs(owner.address)
  const { body } = await act<{ drafts: { id: string }[] }>('GET /drafts')
  await act(`DELETE /drafts/${body.drafts[0]?.id}`)
  await world.clock.travel(10)
  await sweep(world, 'watch-renewal')
  await world.settled()

  expect(await readDraft(owner, draft)).toMatchObject({ status: 'approved', outbox_status: 'unknown' })
  expect(await owner.ask('POST', `/api/drafts/${draft.id}/undo`)).toMatchObject({ status: 409 })

  await catchUp(world)
  expect(await readDraft(owner, draft)).toMatchObject({ status: 'pending', notice: 'deleted_in_gmail' })
  expect(world.google.outside()).toEqual([])
})
