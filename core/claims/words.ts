import type { Matter } from './matters.en.ts'

/** What a language calls things. Alternatives are divided by "|" and are pieces of regular expressions. */
export type Words = {
  /** January first; Monday first. */
  months: string[]
  weekdays: string[]
  /** Two and above; "one" is an article in most languages. */
  numbers: Record<string, number>
  /** A point between digits groups thousands, a comma begins the decimals. */
  commaDecimals: boolean
  /** Days from today by what they are called. */
  days: Record<string, number>
  /** Weeks and months from this one: what stands before, or behind, the noun. */
  weeks: Record<string, number>
  monthsAway: Record<string, number>
  /** Words that turn a weekday into the one before today. */
  past: string
  next: string
  /** Between day, month and year. */
  of: string
  ordinal: string
  monthFirst: boolean
  /** Patterns that capture hours (h), minutes (m) and the half of the day (p). */
  times: string[]
  timeWords: Record<string, string>
  units: { min: string; h: string; d: string; wd: string; w: string; mo: string; y: string }
  to: string
  durations: Record<string, string>
  percent: string
  currencies: Record<string, string>
  millions: Record<string, number>
  /** What is counted without being a fact: "two questions". */
  uncounted: string
  references: string
  streets: RegExp
  titles: string
  roles: string
  /** Capitalised for other reasons than being a name, or at the beginning of a sentence only. */
  plainWords: string
  nounsCapitalised: boolean
  promises: string[]
  courtesies: string
  stopWords: string
  /** What a sentence on the business's terms has in it; and ways to say that something costs nothing, or less. */
  terms: string
  concessions: string
  /** What somebody may come with, and what stands before it where it is theirs, or a certain one. */
  matters: Record<Matter, string>
  possessives: string
  articles: string
  /** Ways to speak of other clients at all. */
  otherClients: string
  /** What is spoken of where a business says that it says nothing of others. */
  discretion: string
  /** What turns a sentence into its opposite. */
  refusals: string
}
