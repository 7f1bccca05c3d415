import type { Signals } from '../mailboxes/schema.ts'
import type { SkipReason } from './schema.ts'

export type Judgeable = {
  from_address: string
  to_recipients: { address: string }[]
  cc_recipients: { address: string }[]
  subject: string
  plain: string
  attachments: number
  signals: Signals
}

export type Owner = { address: string; aliases: string[] }

export type Rule = { reason: SkipReason; why: string; applies(message: Judgeable, owner: Owner): boolean }

const AUTOMATIC = /^(mailer-daemon|postmaster)@/
const NO_REPLY = /^((do|please)?[-_.]?not?[-_.]?reply|no[-_.]?reply|noreply)[^@]*@|^[^@]*[-_.]no[-_.]?reply@/
const ROBOT = /^(alerts?|notifications?|notify|newsletter|mailer|bounces?|security-alert|automated)([-+._][^@]*)?@/

/**
 * Rules before models, first match decides. They say for certain what must never be answered:
 * RFC 3834 §2 (automatic mail), RFC 2919 and RFC 2369 (lists), RFC 3464 (bounces), RFC 5546 (calendars).
 */
export const RULES: Rule[] = [
  {
    reason: 'bounce',
    why: 'A delivery report',
    applies: ({ signals, from_address }) =>
      AUTOMATIC.test(from_address) || /multipart\/report/.test(signals.content_type ?? ''),
  },
  {
    reason: 'auto_reply',
    why: 'An automatic reply',
    applies: ({ signals }) => !['', 'no'].includes(word(signals.auto_submitted)) || signals.auto_response !== undefined,
  },
  {
    reason: 'own_mail',
    why: 'Your own mail',
    applies: ({ from_address }, owner) => isOwn(owner, from_address),
  },
  {
    reason: 'hostile_suspected',
    why: 'The sender is not who it claims to be (DMARC failed)',
    applies: ({ signals }) => signals.dmarc === 'fail',
  },
  {
    reason: 'calendar',
    why: 'A calendar message; your calendar answers it',
    applies: ({ signals }) => signals.calendar_method !== undefined && signals.calendar_method !== 'publish',
  },
  {
    reason: 'mailing_list',
    why: 'A discussion list',
    applies: ({ signals }) => signals.list_id !== undefined && word(signals.precedence) === 'list',
  },
  {
    reason: 'newsletter',
    why: 'Sent to a list of subscribers',
    applies: ({ signals }) =>
      signals.list_unsubscribe !== undefined ||
      signals.list_id !== undefined ||
      ['bulk', 'junk', 'list'].includes(word(signals.precedence)),
  },
  {
    reason: 'no_reply_sender',
    why: 'The sender takes no replies',
    applies: ({ from_address }) => NO_REPLY.test(from_address) || from_address === '',
  },
  {
    reason: 'auto_reply',
    why: 'Sent by a machine (empty return path)',
    applies: ({ signals }) => signals.return_path === '<>',
  },
  {
    reason: 'notification',
    why: 'A notification from a service',
    applies: ({ from_address }) => ROBOT.test(from_address),
  },
  {
    reason: 'not_addressed',
    why: 'You are only in copy',
    applies: ({ to_recipients, cc_recipients }, owner) =>
      !to_recipients.some(({ address }) => isOwn(owner, address)) &&
      cc_recipients.some(({ address }) => isOwn(owner, address)),
  },
  {
    reason: 'empty',
    why: 'Nothing to answer',
    applies: ({ subject, plain, attachments }) => plain.trim() === '' && subject.trim() === '' && attachments === 0,
  },
]

const word = (header = '') => /^[a-z-]*/.exec(header.trim())?.[0] ?? ''

const isOwn = ({ address, aliases }: Owner, candidate: string) => [address, ...aliases].includes(candidate)
