import MailComposer from 'nodemailer/lib/mail-composer/index.js'
import * as z from 'zod'
import { readPeople } from '../google/mime/addresses.ts'
import type { World } from '../world.ts'

const line = (most: number) => z.string().trim().max(most, `That is longer than ${most} characters`)
const HasBreak = /[\r\n\0]/
const people = (error: string) =>
  line(2000)
    .refine((text) => text === '' || (!HasBreak.test(text) && peopleOf(text) !== undefined), { error })
    .default('')

/** A mail somebody sends to one of the local mailboxes. */
export const NewMail = z.object({
  from: line(320).refine((from) => !HasBreak.test(from) && personOf(from) !== undefined, {
    error: 'Say who sends it: one address, such as "Nora Fenwick <nora@brackenmillcycles.example>"',
  }),
  to: line(320).refine((to) => !HasBreak.test(to) && personOf(to) !== undefined, {
    error: 'Say to which local mailbox: one address',
  }),
  subject: line(998)
    .refine((subject) => !HasBreak.test(subject), 'A subject is one line')
    .default(''),
  body: z
    .string()
    .max(200_000, 'That is longer than 200,000 characters')
    .refine((body) => body.trim() !== '', 'Write something in the body'),
  html: z.string().max(200_000, 'That is longer than 200,000 characters').default(''),
  cc: people('Name who gets a copy: addresses, with commas between them'),
  reply_to: people('Name where answers go: addresses, with commas between them'),
  in_reply_to: z
    .union([z.literal(''), z.string().regex(/^<[^<>\s]+>$/, 'A Message-ID looks like <something@example.com>')])
    .default(''),
})
export type NewMail = z.infer<typeof NewMail>

/** Builds the mail and lays it into the mailbox, as if a server had just received it. Answers the id it got there. */
export async function sendMail({ google, clock }: World, mail: NewMail): Promise<{ id: string; address: string }> {
  const to = personOf(mail.to)?.address ?? ''
  const mailbox = google.mailbox(to)
  if (!mailbox) throw new UnknownMailbox(to, google.users())

  const source = await new MailComposer({
    from: personOf(mail.from),
    to: personOf(mail.to),
    subject: mail.subject,
    text: mail.body,
    ...(mail.html && { html: mail.html }),
    ...(mail.cc && { cc: peopleOf(mail.cc) }),
    ...(mail.reply_to && { replyTo: peopleOf(mail.reply_to) }),
    date: new Date(clock.now()),
    ...(mail.in_reply_to && { inReplyTo: mail.in_reply_to, references: mail.in_reply_to }),
    disableFileAccess: true,
    disableUrlAccess: true,
  })
    .compile()
    .build()
  const from = personOf(mail.from)?.address ?? ''
  const verdict = `Authentication-Results: mx.google.com; dmarc=pass header.from=${from.split('@').at(-1)}`
  const trace = `Delivered-To: ${mailbox.address}\r\nReturn-Path: <${from}>\r\n${verdict}\r\n`
  const id = await google.deliver(mailbox.address, Buffer.concat([Buffer.from(trace), source]))
  return { id, address: mailbox.address }
}

export class UnknownMailbox extends Error {
  constructor(address: string, users: { email: string }[]) {
    super(`There is no local mailbox "${address}". There are: ${users.map(({ email }) => email).join(', ')}`)
  }
}

const IsAddress = /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/

type Person = { name: string; address: string }

/** Only people with addresses that could be some. */
function peopleOf(text: string): Person[] | undefined {
  const read = readPeople(text)
  return read.length > 0 && read.every(({ address }) => IsAddress.test(address)) ? read : undefined
}

function personOf(text: string): Person | undefined {
  const [person, ...others] = peopleOf(text) ?? []
  return others.length === 0 ? person : undefined
}
