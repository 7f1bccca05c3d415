import { Draft, DraftPage } from '../../../core/drafts/schema.ts'
import type { Answer } from '../../support/person.ts'
import type { Dice } from '../dice.ts'
import { part, rest, type Scene } from '../scene.ts'

/** The portal, open in one of her browsers: she looks, decides, and sometimes thinks better of it. */
export const tab = (scene: Scene, name: string) =>
  part(scene, name, false, async (dice) => {
    let shown: Draft | undefined
    for (let looks = 3 + dice.int(4), decisions = 1 + dice.int(3); looks > 0 && decisions > 0; looks--) {
      const draft = (shown && dice.chance(0.15) ? shown : undefined) ?? (await look(scene, dice))
      if (draft) {
        await decide(scene, dice, draft)
        shown = draft
        decisions--
      } else await rest(dice.pick([1_000, 20_000, 60_000]))
    }
  })

async function look(scene: Scene, dice: Dice): Promise<Draft | undefined> {
  const page = DraftPage.safeParse((await ask(scene, 'GET', '/api/drafts'))?.body.data)
  const mine = (page.data?.items ?? []).filter(({ id }) => id)
  if (!mine.length) return undefined
  return Draft.safeParse((await ask(scene, 'GET', `/api/drafts/${dice.pick(mine).id}`))?.body.data).data
}

async function decide(scene: Scene, dice: Dice, draft: Draft): Promise<void> {
  const decision = dice.pick(['approve', 'approve', 'approve', 'edit and approve', 'edit', 'discard', 'twice'] as const)
  if (decision === 'discard') {
    await ask(scene, 'POST', `/api/drafts/${draft.id}/discard`)
    if (dice.chance(0.7)) await ask(scene, 'POST', `/api/drafts/${draft.id}/undo`)
    return
  }
  const current = decision.startsWith('edit') ? ((await edit(scene, dice, draft)) ?? draft) : draft
  if (decision === 'edit') return
  if (decision === 'twice') await Promise.all([approve(scene, current), approve(scene, current)])
  else await approve(scene, current)
  if (dice.chance(0.25)) await ask(scene, 'POST', `/api/drafts/${draft.id}/undo`)
}

async function edit(scene: Scene, dice: Dice, { id, version, body }: Draft): Promise<Draft | undefined> {
  const words = { version, body: `${body}\n\nP.S. In my own words, ${dice.int(100)}.` }
  return Draft.safeParse((await ask(scene, 'PATCH', `/api/drafts/${id}`, words))?.body.data).data
}

/** A yes is given when the button is pressed, whatever the line makes of it. */
async function approve(scene: Scene, draft: Draft): Promise<void> {
  scene.yes.set(draft.content_hash, draft)
  await ask(scene, 'POST', `/api/drafts/${draft.id}/approve`, { hash: draft.content_hash })
}

/** No answer where the line is cut: she sees an error, and looks again. */
const ask = ({ ada }: Scene, method: string, address: string, json?: unknown): Promise<Answer | undefined> =>
  ada.ask(method, address, json).catch(() => undefined)
