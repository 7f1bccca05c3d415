import { env } from '../../../core/env.ts'
import { SCHEDULE } from '../../../core/jobs/schedule.ts'
import { Mailboxes } from '../../../core/mailboxes/schema.ts'
import { callSchedule } from '../../../local/cron/call.ts'
import { connectHers, part, rest, type Scene } from '../scene.ts'

/** Time passes in leaps: within an undo window, past a retry, past a lease. */
export const time = (scene: Scene) =>
  part(scene, 'time', false, async (dice, actor) => {
    const { stage } = scene
    for (let leaps = dice.int(4); leaps > 0; leaps--) {
      const seconds = dice.pick([2, 8, 20, 90, 340, 700])
      await stage.move(actor, `passes: ${seconds} s`, () => stage.pass(seconds * 1000))
    }
  })

/** The schedules ring, early and late. */
export const cron = (scene: Scene) =>
  part(scene, 'cron', false, async (dice) => {
    const { world } = scene
    for (let rings = dice.int(3); rings > 0; rings--) {
      await callSchedule(world, dice.pick(Object.keys(SCHEDULE))).catch(() => undefined)
      await rest(dice.pick([0, 30_000, 200_000]))
    }
  })

/** Google forgets, the owner takes the grant back and gives it again, the mailbox rests, a key is exchanged. */
export const upheaval = (scene: Scene) =>
  part(scene, 'fate', false, async (dice, actor) => {
    const { world, stage, address } = scene
    if (dice.chance(0.2)) await stage.move(actor, 'history expires', () => world.google.expireHistory(address))
    if (dice.chance(0.12)) {
      await stage.move(actor, 'the grant is taken back', () => world.google.revoke(address))
      await rest(dice.pick([0, 0, 60_000]))
      if (dice.chance(0.6)) await connectHers(scene)
    }
    if (dice.chance(0.12)) {
      await turn(scene, 'pause')
      await rest(dice.pick([0, 60_000, 400_000]))
      if (dice.chance(0.7)) await turn(scene, 'resume')
    }
    if (dice.chance(0.1)) {
      await stage.move(actor, 'a new key', () => {
        env().SEALING_KEYS += `,2:${Buffer.alloc(32, 7).toString('base64')}`
      })
      await callSchedule(world, 'key-rotation')
    }
  })

/** She lets the mailbox rest, or go on. */
export async function turn({ ada, address }: Scene, which: 'pause' | 'resume'): Promise<void> {
  const { items } = Mailboxes.parse((await ada.ask('GET', '/api/mailboxes')).body.data)
  const box = items.find((each) => each.address === address)
  if (box) await ada.ask('POST', `/api/mailboxes/${box.id}/${which}`)
}
