import * as z from 'zod'
import type { World } from '../world.ts'

const KINDS = ['send-before', 'send-after', 'model-overloaded', 'push-lost'] as const
type Kind = (typeof KINDS)[number]

const SEND = /^POST .*\/(drafts|messages)\/send$/

/** What can be made to go wrong once, by a click. */
export const FAULTS: Record<Kind, { label: string; about: string; arm(world: World): void }> = {
  'send-before': {
    label: 'Next send fails before',
    about: 'Gmail answers 503 and sends nothing',
    arm: ({ google }) => google.faults.add({ match: SEND, when: 'before', status: 503 }),
  },
  'send-after': {
    label: 'Next send fails after',
    about: 'Gmail sends, and answers 503 all the same',
    arm: ({ google }) => google.faults.add({ match: SEND, when: 'after', status: 503 }),
  },
  'model-overloaded': {
    label: 'Next model call is refused',
    about: 'The model is overloaded and answers 529',
    arm: ({ claude }) => claude.faults.add({ kind: 'overloaded' }),
  },
  'push-lost': {
    label: 'Next push is lost',
    about: 'The mail arrives, and nobody is told',
    arm: ({ google }) => google.faults.add({ push: 'lose' }),
  },
}

export const NewFault = z.object({
  fault: z.enum([...KINDS, 'clear'], { error: `Name one of the faults: ${[...KINDS, 'clear'].join(', ')}` }),
})
export type NewFault = z.infer<typeof NewFault>

export function armFault(world: World, { fault }: NewFault): void {
  if (fault === 'clear') {
    world.google.faults.clear()
    world.claude.faults.clear()
  } else FAULTS[fault].arm(world)
}

/** What is armed and has not struck yet, in words. */
export function armedFaults({ google, claude }: World): string[] {
  const armed = google.faults.list().map((fault) => {
    if ('push' in fault) return fault.push === 'lose' ? 'The next push is lost' : `A push will ${fault.push}`
    return `${fault.match.source === SEND.source ? 'The next send' : 'A call to Google'} fails ${fault.when ?? 'before'}`
  })
  return [...armed, ...claude.faults.list().map(({ kind }) => `A model call meets "${kind.replaceAll('_', ' ')}"`)]
}
