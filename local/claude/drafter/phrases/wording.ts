import type { Kind } from '../kinds.ts'

type Together = (quotes: string) => string

type Wordings = readonly [string, ...string[]]

/** One language's wordings. They avoid "you" where they can, so that they fit formal and familiar address alike. */
export type Phrases = {
  /** With the first name, with title and full name, without a name. */
  greet: { first: (name: string) => string; full: (name: string) => string; bare: string }
  quote: (text: string) => string
  thanks: Wordings
  again: Wordings
  sorry: Wordings
  noted: { figures: Wordings; attachment: Wordings }
  about: (subject: string) => string
  /** Leads into a fact. */
  lead: Wordings
  on: { price: string; time: string; meeting: string; other: string }
  own: Wordings
  theirs: (quote: string) => string
  records: (quote: string) => string
  asked: (quote: string) => string
  /** Names several questions that must wait. */
  together: readonly [Together, ...Together[]]
  /** Says honestly that an answer is missing. */
  unknown: Record<Kind, Wordings>
  open: Wordings
  acknowledge: Wordings
  welcome: Wordings
  decline: Wordings
  propose: Wordings
  closing: Wordings
  signOff: string
  /** Asks the professional for the missing fact. */
  missing: (name: string, quote: string) => string
}
