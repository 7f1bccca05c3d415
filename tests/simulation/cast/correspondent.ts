import { followUp, letter } from '../../support/letters.ts'
import { part, type Scene } from '../scene.ts'

const KINDS = ['question', 'question', 'question', 'follow-up', 'follow-up', 'newsletter'] as const

/** Writes one to three letters; what follows one may arrive at any time. */
export const correspondent = (scene: Scene) =>
  part(scene, 'ben', false, async (dice, actor) => {
    const { world, stage, letters, questions } = scene
    const [from, to] = [`Ben Sorrel <${scene.ben}>`, scene.address]
    const count = dice.pick([1, 2, 2, 3])
    for (let nth = 0; nth < count; nth++) {
      const kind = nth === 0 ? 'question' : dice.pick(KINDS)
      await stage.move(actor, `writes a ${kind}`, async () => {
        if (kind === 'newsletter') {
          const headers = { 'List-Unsubscribe': '<https://l.example/u>' }
          await world.google.deliver(to, letter({ from, to, headers, subject: 'News' }))
          return
        }
        const earlier = letters.at(-1)
        const raw =
          kind === 'follow-up' && earlier
            ? followUp(earlier, { from, to, body: `And could you tell me what number ${nth} costs?` })
            : letter({ from, to, subject: `Matter ${nth}` })
        letters.push(raw)
        questions.add(await world.google.deliver(to, raw))
      })
    }
  })
