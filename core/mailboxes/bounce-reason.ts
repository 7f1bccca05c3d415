import type { Enum } from '../context.ts'

/** What servers say where their code says nothing; English, because servers speak it. */
const WORDS: [RegExp, Enum<'bounce_reason'>][] = [
  [/quota|mailbox (is )?full|insufficient (system )?storage/i, 'mailbox_full'],
  [
    /(user|recipient|mailbox|account|address).{0,30}(unknown|not (be )?found|(does not|doesn.t) exist|no such|invalid)/i,
    'address_unknown',
  ],
  [/(unknown|no such|invalid).{0,20}(user|recipient|mailbox|account|address)|RecipNotFound/i, 'address_unknown'],
  [/(host|domain).{0,40}(not found|unknown)|timed? ?out|connection (refused|timed)|unrouteable/i, 'unreachable'],
  [/spam|block(ed|list)|policy|rejected|denied|reputation/i, 'refused'],
]

/** RFC 3463 §3: the second number says what failed, the third what of it. */
const CODES: [RegExp, Enum<'bounce_reason'>][] = [
  [/^.\.1\.[1346]$|^.\.1\.10$/, 'address_unknown'],
  [/^.\.1\.2$|^.\.4\./, 'unreachable'],
  [/^.\.2\.2$/, 'mailbox_full'],
  [/^.\.2\.3$|^.\.3\.4$/, 'too_large'],
  [/^.\.2\./, 'mailbox_unavailable'],
  [/^.\.[67]\./, 'refused'],
]

export function bounceReason(status: string, diagnostic: string): Enum<'bounce_reason'> {
  const [, reason] = CODES.find(([code]) => code.test(status)) ?? WORDS.find(([words]) => words.test(diagnostic)) ?? []
  return reason ?? 'other'
}
