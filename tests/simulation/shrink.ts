import { type Played, play } from './play.ts'
import type { Theatre } from './theatre.ts'

/** The same play with fewer and fewer faults, as long as it still goes wrong: what is left is to blame. */
export async function shrink(theatre: Theatre, failed: Played): Promise<Played> {
  let smallest = failed
  for (const fault of failed.faults) {
    const fewer = smallest.faults.filter((each) => each !== fault)
    const tried = await play(theatre, failed.seed, fewer)
    if (tried.wrong.length) smallest = { ...tried, faults: fewer }
  }
  return smallest
}

export function complaint({ seed, wrong, faults, trace }: Played): string {
  const blamed = faults.map(({ kind, call, nth }) => `${kind} at ${call ?? 'call'} ${nth}`)
  return [
    `Seed ${seed}: ${[...new Set(wrong)].slice(0, 6).join('; ')}`,
    `with no more than ${blamed.join(', ') || 'nobody failing'}; see it again with:`,
    `LAW_SEED=${seed} npm run test:laws -- simulation`,
    ...trace.slice(-40),
  ].join('\n  ')
}
