const RANGES = [
  [0, 59],
  [0, 23],
  [1, 31],
  [1, 12],
  [0, 7],
] as const

/**
 * Whether a five-field cron expression names this minute, in UTC. Numbers, `*`, lists, ranges and steps, as GitHub
 * Actions takes them; where both days are restricted, either will do (POSIX crontab).
 * @throws {Error} if the expression is not one
 */
export function matches(expression: string, at: Date): boolean {
  const fields = expression.trim().split(/\s+/)
  if (fields.length !== RANGES.length) throw new Error(`Cannot read the schedule "${expression}": it needs five fields`)
  const [minutes, hours, days, months, weekdays] = fields.map((field, index) => valuesOf(field, index, expression))

  const day = days?.has(at.getUTCDate()) ?? false
  // Sunday is both 0 and 7.
  const weekday = weekdays?.has(at.getUTCDay()) || (at.getUTCDay() === 0 && weekdays?.has(7)) || false
  const either = isRestricted(fields[2]) && isRestricted(fields[4])
  return (
    (minutes?.has(at.getUTCMinutes()) ?? false) &&
    (hours?.has(at.getUTCHours()) ?? false) &&
    (months?.has(at.getUTCMonth() + 1) ?? false) &&
    (either ? day || weekday : day && weekday)
  )
}

function valuesOf(field: string, index: number, expression: string): Set<number> {
  const [least, most] = RANGES[index] ?? [0, 0]
  const values = new Set<number>()
  for (const item of field.split(',')) {
    const [, first, last, step] = /^(\*|\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(item) ?? []
    const from = first === '*' ? least : Number(first)
    // "5/15" means from 5 on, "5" means 5.
    const to = last !== undefined ? Number(last) : first === '*' || step !== undefined ? most : from
    const by = Number(step ?? 1)
    const wrong = first === undefined || (first === '*' && last !== undefined)
    if (wrong || by < 1 || from < least || to > most || from > to)
      throw new Error(`Cannot read the schedule "${expression}": "${item}" is wrong`)
    for (let value = from; value <= to; value += by) values.add(value)
  }
  return values
}

const isRestricted = (field: string | undefined) => !field?.startsWith('*')
