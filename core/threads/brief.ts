import type { Database } from '../database.types.ts'
import type { Utterance } from './transcript.ts'

type Tables = Database['public']['Tables']

/** What SQL `brief` tells of a message that waits: all it takes to judge or to answer it. */
export type Brief = {
  message: Tables['messages']['Row']
  /** A person asked for a draft, whatever rules and models say. */
  asked_for: boolean
  plain: string
  attachments: number
  mailbox: Pick<Tables['mailboxes']['Row'], 'address' | 'name' | 'aliases'>
  client: Pick<Tables['clients']['Row'], 'name' | 'profession' | 'sign_off' | 'locale'>
  /** The newest messages, oldest first. */
  conversation: Utterance[]
}
