import { headerWords } from '../mailboxes/header-words.ts'
import type { Recipient } from '../mailboxes/recipient.ts'
import { Recipients } from '../threads/schema.ts'

type SendAs = { address: string; name: string; reply_to: string; signature: string; is_default: boolean }
type Mailbox = { address: string; name: string; senders: SendAs[] }
type Answered = { to_recipients: unknown; cc_recipients: unknown }

/** Who answers: the address that was written to, if Gmail may write as it; else the one the owner usually writes as. */
export function senderOf(answered: Answered, { address, name, senders }: Mailbox): SendAs {
  const addressed = [answered.to_recipients, answered.cc_recipients].flatMap((list): Recipient[] =>
    Recipients.parse(list),
  )
  const writtenTo = addressed.flatMap((one) => senders.find((other) => other.address === one.address) ?? [])
  const usual = senders.find(({ is_default }) => is_default) ?? senders.find((one) => one.address === address)
  return writtenTo[0] ?? usual ?? { address, name: headerWords(name), reply_to: '', signature: '', is_default: true }
}
