import { Draft, DraftPage } from '../../../core/drafts/schema.ts'
import type { Answer } from '../../support/person.ts'
import type { Dice } from '../dice.ts'
import { connected, part, rest, type Scene } from '../scene.ts'
import { contentOf } from './files.ts'

/** The portal, open in one of her browsers: she looks, decides, and sometimes thinks better of it. */
export const tab = (scene: Scene, name: string) =>
  part(scene, name, false, async (dice, actor) => {
    await scene.stage.move(
      actor,
      'opens the portal',
      () => undefined,
      () => connected(scene),
    )
    let shown: Draft | undefined
    for (let looks = 3 + dice.int(4), decisions = 1 + dice.int(3); looks > 0 && decisions > 0; looks--) {
      const draft = (shown && dice.chance(0.3) ? shown : undefined) ?? (await look(scene, dice))
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

const DECISIONS = [
  'approve',
  'approve',
  'approve',
  'for later',
  'edit and approve',
  'edit and approve',
  'edit',
  'edit, and approve what was shown before',
  'discard',
  'twice',
] as const

async function decide(scene: Scene, dice: Dice, draft: Draft): Promise<void> {
  const decision = dice.pick(DECISIONS)
  if (decision === 'discard') {
    await ask(scene, 'POST', `/api/drafts/${draft.id}/discard`)
    if (dice.chance(0.7)) await ask(scene, 'POST', `/api/drafts/${draft.id}/undo`)
    return
  }
  const edited = decision.startsWith('edit') ? ((await edit(scene, dice, draft)) ?? draft) : draft
  const current = decision.endsWith('before') ? draft : edited
  if (decision === 'edit') return
  if (decision === 'twice') await Promise.all([approve(scene, current), approve(scene, current)])
  else await approve(scene, current, decision === 'for later' ? dice.pick([2, 9, 40]) : 0)
  if (dice.chance(0.25)) await ask(scene, 'POST', `/api/drafts/${draft.id}/undo`)
}

/** Other words, another sender, other recipients, a file more or less. */
async function edit(scene: Scene, dice: Dice, draft: Draft): Promise<Draft | undefined> {
  const { id, version, body, senders, cc_recipients, attachments } = draft
  const [there, file] = [`/api/drafts/${id}`, attachments[0]]
  const [method, address, change] = dice.pick<[string, string, object]>([
    ['PATCH', there, { body: `${body}\n\nP.S. In my own words, ${dice.int(100)}.` }],
    ['PATCH', there, { body: `${body}\n\nP.S. In my own words, ${dice.int(100)}.` }],
    ['PATCH', there, { from: dice.pick(senders).address }],
    ['PATCH', there, { cc: cc_recipients.length ? [] : [scene.carol] }],
    file
      ? ['DELETE', `${there}/attachments/${file.id}`, {}]
      : ['POST', `${there}/attachments`, attachment(`notes-${dice.int(3)}.txt`)],
  ])
  return Draft.safeParse((await ask(scene, method, address, { version, ...change }))?.body.data).data
}

const attachment = (filename: string) => ({ filename, content: Buffer.from(contentOf(filename)).toString('base64') })

/** A yes is given when the button is pressed, whatever the line makes of it. */
async function approve({ stage, yes, notBefore, moments, ...scene }: Scene, draft: Draft, minutes = 0): Promise<void> {
  const { id, content_hash } = draft
  const at = Date.now() + minutes * 60_000
  const moment = minutes && stage.now() + minutes * 60_000
  yes.set(content_hash, draft)
  notBefore.set(content_hash, Math.min(notBefore.get(content_hash) ?? moment, moment))
  moments.push(moment)
  await ask(scene, 'POST', `/api/drafts/${id}/approve`, {
    hash: content_hash,
    ...(minutes && { send_at: new Date(at).toISOString() }),
  })
}

/** No answer where the line is cut: she sees an error, and looks again. */
const ask = (
  { ada }: Pick<Scene, 'ada'>,
  method: string,
  address: string,
  json?: unknown,
): Promise<Answer | undefined> => ada.ask(method, address, json).catch(() => undefined)
