import type { Enum } from '../context.ts'
import type { Database } from '../database.types.ts'
import type { Signals } from '../mailboxes/schema.ts'
import type { Allowance } from '../models/schema.ts'
import type { Curve } from './calibration.ts'
import type { Judgeable } from './judgeable.ts'
import { Recipients } from './schema.ts'
import type { Utterance } from './transcript.ts'

type Tables = Database['public']['Tables']

export type Gate = { effect: Enum<'gate_effect'>; kind: Enum<'gate_kind'>; value: string }

/** What SQL `brief` tells of a message that waits: all it takes to judge or to answer it. */
export type Brief = {
  /** The moment it is told as of, where that is long ago. */
  now?: string
  message: Tables['messages']['Row']
  /** A person asked for a draft, whatever rules and models say. */
  asked_for: boolean
  /** What the business has laid down about this conversation. */
  gate: Gate | null
  plain: string
  attachments: number
  acquaintance: Judgeable['acquaintance']
  /** From how likely a reply is expected one is written, in percent; and how likely the model's word makes it. */
  gauge: Curve & { threshold: number }
  mailbox: Pick<Tables['mailboxes']['Row'], 'address' | 'name' | 'aliases'> & {
    /** Whom it may write as. */
    senders: Tables['send_as_addresses']['Row'][]
  }
  /** Whether the business has told us anything to look things up in. */
  knows: boolean
  /** The addresses of the other mailboxes of the business. */
  colleagues: string[]
  client: Pick<Tables['clients']['Row'], 'name' | 'profession' | 'sign_off' | 'hours' | 'locale' | 'timezone'>
  /** How its people write: to the sender first, then in general. */
  voices: Pick<Tables['voices']['Row'], 'language' | 'greeting' | 'sign_off' | 'words' | 'formality' | 'phrases'>[]
  /** What is to be kept in mind, the nearest first. */
  memories: Pick<Tables['memories']['Row'], 'id' | 'body'>[]
  /** What they have laid down for this reply, the nearest first. */
  rules: Pick<Tables['rules']['Row'], 'id' | 'kind' | 'name' | 'body'>[]
  /** The newest messages, oldest first. */
  conversation: Utterance[]
  /** What may still be asked of models. */
  allowance: Allowance
}

export const judgeableOf = ({ message, plain, attachments, acquaintance, conversation }: Brief): Judgeable => ({
  ...message,
  to_recipients: Recipients.parse(message.to_recipients),
  cc_recipients: Recipients.parse(message.cc_recipients),
  reply_to: Recipients.parse(message.reply_to),
  signals: message.signals as Signals,
  plain,
  attachments,
  acquaintance,
  continues: conversation.some(({ direction }) => direction === 'outbound'),
})
