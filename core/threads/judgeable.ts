import type { Signals } from '../mailboxes/schema.ts'

/** What of a message the rules look at. */
export type Judgeable = {
  from_address: string
  to_recipients: { address: string }[]
  cc_recipients: { address: string }[]
  reply_to: { address: string }[]
  reference_ids: string[]
  subject: string
  plain: string
  attachments: number
  signals: Signals
  /** Whether the business has ever written to the sender, or at least to somebody of their domain. */
  acquaintance: 'address' | 'domain' | 'never'
  /** The owner has written in this conversation before. */
  continues: boolean
}

/** `letters` is the address our own letters come from. */
export type Owner = { address: string; aliases: string[]; letters: string }
