import type { Mailbox } from './mailbox/mailbox.ts'
import type { Grants } from './oauth/grant.ts'

/** Everything this Google knows, and the only doors to time and chance, so that a simulation can own both. */
export type World = {
  now: () => number
  random: (size: number) => Uint8Array
  preserveMessageId: boolean
  mailboxes: Map<string, Mailbox>
  grants: Grants
  outside: OutsideMail[]
  /** A history record touching these labels was written: publish if watched. */
  touched: (mailbox: Mailbox, labelIds: string[]) => void
  /** Something worth persisting changed. */
  changed: () => void
}

/** A mail that left for an address nobody here owns, as its recipients would receive it (no Bcc). */
export type OutsideMail = {
  at: number
  from: string
  to: string[]
  messageId: string
  subject: string
  raw: Uint8Array
}
