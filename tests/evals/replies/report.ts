import { percent, type Share, share } from '../wilson.ts'
import { isWithheld } from './cases.ts'
import { FAULTS } from './check.ts'
import type { Measured } from './measure.ts'

/** Nothing that code can find is wrong with it. */
export const isClean = ({ faults }: Measured): boolean => faults.length === 0

/** It states as a fact what nobody has said. A promise is a fault too, and another one. */
export const invents = ({ reply }: Pick<Measured, 'reply'>): boolean =>
  reply.claims.some(({ source, kind }) => source === null && kind !== 'promise')

const of = (set: Measured[], holds: (one: Measured) => boolean) => share(set.filter(holds).length, set.length)

type Row = { name: string; clean: Share }

/** The figures, as they are kept; each with its 95 % interval. */
export function figuresOf(measured: Measured[]) {
  const withheld = measured.filter(({ one }) => isWithheld(one))
  const judged = measured.flatMap(({ verdict }) => verdict ?? [])
  const judgedShare = (holds: (one: (typeof judged)[number]) => boolean) =>
    share(judged.filter(holds).length, judged.length)
  return {
    clean: of(measured, isClean),
    invention: of(withheld, invents),
    asks: of(withheld, ({ faults }) => !faults.includes('not_asked')),
    faults: FAULTS.map((fault) => ({ fault, found: of(measured, ({ faults }) => faults.includes(fault)) })),
    by: [
      ...grouped(measured, ({ one }) => one.trap),
      ...grouped(measured, ({ one }) => one.profession),
      ...grouped(measured, ({ one }) => one.language),
    ],
    judge: {
      faithful: judgedShare(({ faithful, unsupported }) => faithful && unsupported.length === 0),
      everything_answered: judgedShare(({ unanswered }) => unanswered.length === 0),
      nothing_to_delete: judgedShare(({ deletable }) => deletable.length === 0),
      right_tone: judgedShare(({ tone }) => tone === 'fitting'),
    },
  }
}

function grouped(measured: Measured[], nameOf: (one: Measured) => string): Row[] {
  const groups = Map.groupBy(measured, nameOf)
  return [...groups].map(([name, set]) => ({ name, clean: of(set, isClean) }))
}

export function table(measured: Measured[]): string {
  const { clean, invention, asks, faults, by, judge } = figuresOf(measured)
  const line = (name: string, value: Share) => `  ${name.padEnd(26)}${percent(value)}`
  return [
    `${measured.length} cases`,
    line('nothing wrong', clean),
    line('invents, where withheld', invention),
    line('asks, where withheld', asks),
    '\nWhat code finds wrong',
    ...faults.map(({ fault, found }) => line(fault, found)),
    '\nNothing wrong, by trap, profession and language',
    ...by.map(({ name, clean: one }) => line(name, one)),
    '\nWhat the judge says',
    ...Object.entries(judge).map(([name, value]) => line(name, value)),
  ].join('\n')
}
