const day = 86_400_000
const spans: Record<string, number> = { h: 3_600_000, d: day, m: 30 * day, y: 365 * day }

/**
 * The moment a search date names, in milliseconds: epoch seconds, or midnight of a day, which Gmail takes in Pacific
 * Standard Time whatever the user's zone (Gmail: "Searching for messages").
 */
export function dayOf(value: string): number | undefined {
  if (/^\d{5,}$/.test(value)) return Number(value) * 1000
  const yearFirst = /^(\d{4})[/-](\d{1,2})[/-](\d{1,2})$/.exec(value)
  const yearLast = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$/.exec(value)
  const [year, month, date] = yearFirst?.slice(1) ?? (yearLast ? [yearLast[3], yearLast[1], yearLast[2]] : [])
  return year ? Date.UTC(Number(year), Number(month) - 1, Number(date), 8) : undefined
}

/** `2d`, `3m`, `1y` in milliseconds. */
export function ageOf(value: string): number | undefined {
  const [, count, unit = ''] = /^(\d+)([hdmy])$/i.exec(value) ?? []
  return count ? Number(count) * (spans[unit.toLowerCase()] ?? day) : undefined
}
