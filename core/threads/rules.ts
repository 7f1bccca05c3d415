import type { Signals } from '../mailboxes/schema.ts'
import { ABSENCE } from './absence.ts'
import type { Judgeable, Owner } from './judgeable.ts'
import type { SkipReason } from './schema.ts'
import {
  domainOf,
  isMarketing,
  isOfTheFirm,
  isOwn,
  isOwnForm,
  isRobot,
  speaksForSomebody,
  takesNoReplies,
} from './senders.ts'

export type Rule = { reason: SkipReason; why: string; applies(message: Judgeable, owner: Owner): boolean }

/**
 * Rules before models, first match decides. They say for certain what must never be answered; where one only guesses,
 * by the look of an address, it never does so about somebody the owner writes to.
 */
export const RULES: Rule[] = [
  // RFC 3464 §2, RFC 6522 §3; RFC 5321 §4.5.5 has reports sent from the null path. A postmaster can also be a person.
  {
    reason: 'bounce',
    why: 'A delivery report',
    applies: ({ signals: { report, return_path }, from_address }) =>
      report === 'delivery-status' ||
      report === 'unknown' ||
      /^mailer-daemon@/.test(from_address) ||
      (/^postmaster@/.test(from_address) && isNull(return_path ?? '<>')),
  },
  // RFC 8098 §3
  {
    reason: 'receipt',
    why: 'A confirmation that your mail was read',
    applies: ({ signals }) => signals.report === 'disposition-notification',
  },
  // RFC 5965 §2 (complaints), RFC 7489 §7.2.1.1 (DMARC), RFC 8460 §5.3 (TLS)
  {
    reason: 'notification',
    why: 'A report from one mail system to another',
    applies: ({ signals, subject }) =>
      signals.report !== undefined || /^report domain: \S+ submitter: \S+/i.test(subject.trim()),
  },
  // RFC 3834 §5; RFC 3834 §3.1.8 for the old "Precedence: auto_reply". A form that begins a conversation and says whom
  // to answer is generated, and a person's doing.
  {
    reason: 'auto_reply',
    why: 'An automatic reply',
    applies: (message, owner) => {
      const submitted = word(message.signals.auto_submitted)
      if (word(message.signals.precedence) === 'auto_reply') return true
      const isForm =
        submitted === 'auto-generated' && !message.reference_ids.length && speaksForSomebody(message, owner)
      return !['', 'no'].includes(submitted) && !isForm
    },
  },
  // No standard: core/mailboxes/signals.ts lists the headers
  {
    reason: 'auto_reply',
    why: 'Written by an answering machine',
    applies: ({ signals }) => signals.auto_response !== undefined,
  },
  // RFC 3834 §3.1.5 suggests the subject "Auto: …"; it counts only where a second sign agrees.
  {
    reason: 'auto_reply',
    why: 'An absence notice',
    applies: ({ subject, reference_ids, signals }) =>
      ABSENCE.test(subject.trim()) &&
      (reference_ids.length > 0 || [signals.suppress, signals.precedence].some((sign) => sign !== undefined)),
  },
  // RFC 3834 §2: nobody answers themselves
  {
    reason: 'own_mail',
    why: 'Your own mail',
    applies: (message, owner) => isOwn(owner, message.from_address) && !isOwnForm(message, owner),
  },
  {
    reason: 'notification',
    why: 'A letter from AssistantAI itself',
    applies: ({ from_address }, { letters }) => from_address === letters,
  },
  // RFC 7489 §6.6, RFC 8601 §2.7. Web servers send their forms past the domain's policy, and p=none lets them.
  {
    reason: 'hostile_suspected',
    why: 'The sender is not who it claims to be (DMARC failed)',
    applies: (message, owner) =>
      message.signals.dmarc === 'fail' || (message.signals.dmarc === 'fail_unenforced' && !isOwnForm(message, owner)),
  },
  // RFC 5546 §1.4; published events (RFC 5546 §3.2.1) ask for nothing and come with letters
  {
    reason: 'calendar',
    why: 'A calendar message; your calendar answers it',
    applies: ({ signals }) => signals.calendar_method !== undefined && signals.calendar_method !== 'publish',
  },
  // RFC 2919 §2, RFC 2369 §3.4
  {
    reason: 'mailing_list',
    why: 'A discussion list',
    applies: (message, owner) =>
      message.signals.list_id !== undefined &&
      word(message.signals.precedence) === 'list' &&
      !isAddressedThroughList(message, owner),
  },
  // RFC 2369 §3.2, RFC 8058 §3, RFC 2919 §2. Customer systems put the former on letters too; one that answers is one.
  {
    reason: 'newsletter',
    why: 'Sent to a list of subscribers',
    applies: (message, owner) =>
      (message.signals.list_id !== undefined ||
        (message.signals.list_unsubscribe !== undefined && !message.continues)) &&
      !isAddressedThroughList(message, owner),
  },
  // RFC 2076 §3.9, RFC 3834 §2
  {
    reason: 'newsletter',
    why: 'Sent in bulk',
    applies: (message, owner) =>
      ['bulk', 'junk', 'list'].includes(word(message.signals.precedence)) &&
      !isAddressedThroughList(message, owner) &&
      !isOwnForm(message, owner),
  },
  // Gmail: Feedback-ID. Senders of single letters write it too, so the sender's name must say the same.
  {
    reason: 'newsletter',
    why: 'Sent by a marketing service',
    applies: (message) =>
      message.signals.feedback_id !== undefined && isMarketing(message.from_address) && isStranger(message),
  },
  // RFC 5322 §3.6.2: where Reply-To names a person, the reply goes there
  {
    reason: 'no_reply_sender',
    why: 'The sender takes no replies',
    applies: (message, owner) =>
      (message.from_address === '' || takesNoReplies(message.from_address)) && !speaksForSomebody(message, owner),
  },
  // RFC 3834 §2, RFC 5321 §4.5.5
  {
    reason: 'auto_reply',
    why: 'Sent by a machine (empty return path)',
    applies: ({ signals }) => isNull(signals.return_path),
  },
  // No standard: core/mailboxes/signals.ts lists the headers
  {
    reason: 'notification',
    why: 'Written by a program',
    applies: ({ signals }) => signals.machine !== undefined,
  },
  // MS-OXCMAIL §2.2.3.2.14: Exchange writes single values (OOF, AutoReply, DR) on letters; all of them, programs do
  {
    reason: 'notification',
    why: 'A machine asks that nothing answer',
    applies: (message, owner) =>
      suppressesAll(message.signals.suppress) && isStranger(message) && !speaksForSomebody(message, owner),
  },
  {
    reason: 'notification',
    why: 'A notification from a service',
    applies: (message, owner) =>
      isRobot(message.from_address) && isStranger(message) && !speaksForSomebody(message, owner),
  },
  // RFC 5322 §3.6.3. Who addresses only themselves means the others.
  {
    reason: 'not_addressed',
    why: 'You are only in copy',
    applies: ({ from_address, to_recipients, cc_recipients }, owner) =>
      isAmong(cc_recipients, owner) &&
      !isAmong(to_recipients, owner) &&
      to_recipients.some(({ address }) => address !== from_address),
  },
  // RFC 5322 §3.4 and §3.6.3
  {
    reason: 'not_addressed',
    why: 'Sent to recipients it does not name',
    applies: (message, owner) =>
      message.signals.undisclosed !== undefined && !isAmong(message.cc_recipients, owner) && isStranger(message),
  },
  {
    reason: 'empty',
    why: 'Nothing to answer',
    applies: ({ subject, plain, attachments }) => plain.trim() === '' && subject.trim() === '' && attachments === 0,
  },
]

/** The first word of a header, without the comments (RFC 5322 §3.2.2) and parameters around it. */
const word = (header = '') =>
  /^[a-z_-]*/.exec(
    header
      .replace(/\([^()]*\)/g, ' ')
      .trim()
      .replace(/^"/, ''),
  )?.[0] ?? ''

const isStranger = ({ acquaintance, continues }: Judgeable) => acquaintance !== 'address' && !continues

const isNull = (path: string | undefined) => path !== undefined && /^<\s*>/.test(path)

const isAmong = (recipients: { address: string }[], owner: Owner) =>
  recipients.some(({ address }) => isOwn(owner, address))

const SUPPRESSIBLE = ['dr', 'rn', 'nrn', 'oof', 'autoreply']

function suppressesAll(header = ''): boolean {
  const values = header.split(',').map((value) => value.trim())
  return values.includes('all') || SUPPRESSIBLE.every((value) => values.includes(value))
}

/**
 * Through a list and yet to the owner: they are named beside the list (a post that answers theirs), or the list is
 * their firm's own shared address, as Google Groups makes of "office@", and the sender is outside the firm.
 */
function isAddressedThroughList({ signals, from_address, to_recipients, cc_recipients }: Judgeable, owner: Owner) {
  const list = listAddress(signals)
  if (!list) return false
  if (isOfTheFirm(owner, domainOf(list)) && !isOfTheFirm(owner, domainOf(from_address))) return true
  return isAmong(to_recipients, owner) && [...to_recipients, ...cc_recipients].some(({ address }) => address === list)
}

/** RFC 2369 §3.4, else RFC 2919 §3: by custom "forum.lists.example" is reached at "forum@lists.example". */
function listAddress({ list_post = '', list_id = '' }: Signals): string | undefined {
  const posted = /<mailto:([^?>]+@[^?>]+)/.exec(list_post)?.[1]
  return posted ?? /<([^.<>]+)\.([^<>]+)>/.exec(list_id)?.slice(1, 3).join('@')
}
