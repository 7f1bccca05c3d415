import { followUp } from '../../support/letters.ts'
import { part, type Scene } from '../scene.ts'

type Deed = (scene: Scene) => Promise<unknown>

/** What she does in Gmail, past the product. */
export const owner = (scene: Scene) =>
  part(scene, 'owner', false, async (dice, actor) => {
    const { stage, world, address } = scene
    const hasDraft = () => (world.google.mailbox(address)?.drafts.length ?? 0) > 0
    for (let deeds = dice.pick([0, 0, 1, 1, 2]); deeds > 0; deeds--) {
      const [name, deed, ready] = dice.pick<[string, Deed, (() => boolean)?]>([
        ['answers in Gmail', answer],
        ['answers in Gmail', answer],
        ['deletes the drafts she finds', deleteDrafts, hasDraft],
        ['edits the drafts she finds', editDrafts, hasDraft],
        ['throws a letter away', trash],
      ])
      await stage.move(actor, name, () => deed(scene).then(() => undefined), ready)
    }
  })

const answer: Deed = async ({ world, address, ben, letters, own }) => {
  const earlier = letters.at(-1)
  const thread = world.google.mailbox(address)?.inbox[0]?.threadId
  if (!earlier || !thread) return
  const raw = Buffer.from(followUp(earlier, { from: address, to: ben, body: 'I have called you.' })).toString(
    'base64url',
  )
  const sent = await world.google.actAs(address)<{ id: string }>('POST /messages/send', { raw, threadId: thread })
  own.add(sent.body.id)
}

const deleteDrafts: Deed = async ({ world, address }) => {
  const act = world.google.actAs(address)
  for (const { id } of await draftsOf({ world, address })) await act(`DELETE /drafts/${id}`)
}

const editDrafts: Deed = async ({ world, address }) => {
  const act = world.google.actAs(address)
  for (const { id, message } of await draftsOf({ world, address })) {
    const source = Buffer.from(world.google.raw(address, message.id) ?? []).toString('latin1')
    const raw = Buffer.from(`${source}\r\nNot yet finished, I wan`, 'latin1').toString('base64url')
    await act(`PUT /drafts/${id}`, { message: { raw, threadId: message.threadId } })
  }
}

const trash: Deed = async ({ world, address }) => {
  const letter = world.google.mailbox(address)?.inbox[0]
  if (letter) await world.google.actAs(address)(`POST /messages/${letter.id}/trash`)
}

async function draftsOf({ world, address }: Pick<Scene, 'world' | 'address'>) {
  type Listed = { drafts?: { id: string; message: { id: string; threadId: string } }[] }
  return (await world.google.actAs(address)<Listed>('GET /drafts')).body.drafts ?? []
}
