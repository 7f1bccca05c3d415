import { followUp, letter } from '../../support/letters.ts'
import { connected, part, type Scene } from '../scene.ts'

const KINDS = ['question', 'question', 'question', 'follow-up', 'follow-up', 'newsletter'] as const

/** Writes one to three letters; what follows one may arrive at any time. */
export const correspondent = (scene: Scene) =>
  part(scene, 'ben', false, async (dice, actor) => {
    const { world, stage, letters, questions } = scene
    const from = `Ben Sorrel <${scene.ben}>`
    const headers = dice.chance(0.3) ? { Cc: `Carol Reed <${scene.carol}>` } : {}
    const count = dice.pick([1, 2, 2, 3])
    for (let nth = 0; nth < count; nth++) {
      const to = dice.chance(0.2) ? scene.office : scene.address
      const kind = nth === 0 ? 'question' : dice.pick(KINDS)
      await stage.move(
        actor,
        `writes a ${kind}`,
        async () => {
          if (kind === 'newsletter') {
            const bulk = { 'List-Unsubscribe': '<https://l.example/u>' }
            await world.google.deliver(scene.address, letter({ from, to, headers: bulk, subject: 'News' }))
            return
          }
          const earlier = letters.at(-1)
          const raw =
            kind === 'follow-up' && earlier
              ? followUp(earlier, { from, to, headers, body: `And could you tell me what number ${nth} costs?` })
              : letter({ from, to, headers, subject: `Matter ${nth}` })
          letters.push(raw)
          questions.add(await world.google.deliver(scene.address, raw))
        },
        () => connected(scene),
      )
    }
  })
