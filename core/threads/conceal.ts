import { legible } from '../models/legible.ts'
import type { Vault } from '../models/vault.ts'
import type { Utterance } from './transcript.ts'

/** A conversation as a model may see it: without the secrets in it, wherever they stand. */
export function conceal(conversation: Utterance[], vault: Vault): Utterance[] {
  const hidden = (text: string) => vault.hide(legible(text))
  return conversation.map(({ attachments, ...message }) => ({
    ...message,
    subject: hidden(message.subject),
    own: hidden(message.own),
    from_name: hidden(message.from_name),
    reply_to: message.reply_to.map(({ name, address }) => ({ name: hidden(name), address })),
    ...(attachments && {
      attachments: attachments.map((file) => ({ ...file, name: hidden(file.name), text: hidden(file.text) })),
    }),
  }))
}
