import type { Moment } from './schema.ts'

/** Days as whole numbers since 1970, so that none is lost to a change of the clocks. */
export type Day = number

const FORMATS = new Map<string, Intl.DateTimeFormat>()

/** The day it is somewhere: mail of 23:30 in London was written the next day in Berlin. */
export function dayOf({ at, zone }: Moment): Day {
  const known = FORMATS.get(zone)
  const format = known ?? new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' })
  if (!known) FORMATS.set(zone, format)
  return Date.parse(`${format.format(new Date(at))}T00:00:00Z`) / 86_400_000
}

export const isoOf = (day: Day): string => new Date(day * 86_400_000).toISOString().slice(0, 10)

/** Undefined where there is no such day, as the 31st of February. */
export function dayFrom(year: number, month: number, day: number): Day | undefined {
  const time = Date.UTC(year, month - 1, day)
  const made = new Date(time)
  return made.getUTCMonth() === month - 1 && made.getUTCDate() === day ? time / 86_400_000 : undefined
}

/** Monday is 0. */
export const weekdayOf = (day: Day): number => (((day + 3) % 7) + 7) % 7

/** ISO 8601 §5.2.3: a week belongs to the year of its Thursday. */
export function weekOf(day: Day): string {
  const thursday = day - weekdayOf(day) + 3
  const year = isoOf(thursday).slice(0, 4)
  const first = dayFrom(Number(year), 1, 1) ?? 0
  return `${year}-W${String(Math.floor((thursday - first) / 7) + 1).padStart(2, '0')}`
}

export function monthFrom(day: Day, away: number): string {
  const [year = 0, month = 0] = isoOf(day).split('-').map(Number)
  return new Date(Date.UTC(year, month - 1 + away, 1)).toISOString().slice(0, 7)
}

/** The year that brings a day of the calendar closest. */
export function closest(month: number, day: number, to: Day): Day | undefined {
  const year = Number(isoOf(to).slice(0, 4))
  return [year, year + 1, year - 1]
    .flatMap((one) => dayFrom(one, month, day) ?? [])
    .sort((a, b) => Math.abs(a - to) - Math.abs(b - to))[0]
}
