import type { Mailbox, Message } from '../mailbox/mailbox.ts'
import type { Person } from '../mime/addresses.ts'
import { type Mail, readMail } from '../mime/mail.ts'
import { leaves } from '../mime/part.ts'
import { ageOf, dayOf } from './dates.ts'
import { hasLabel, hasState } from './labelled.ts'
import type { Query } from './parse.ts'
import { hasPhrase, wordsOf } from './words.ts'

type Subject = { message: Message; mailbox: Mailbox; now: number; mail: Mail }

export function matches(query: Query, message: Message, mailbox: Mailbox, now: number): boolean {
  return holds(query, { message, mailbox, now, mail: readMail(message.raw) })
}

function holds(query: Query, subject: Subject): boolean {
  if ('all' in query) return query.all.every((part) => holds(part, subject))
  if ('any' in query) return query.any.some((part) => holds(part, subject))
  if ('not' in query) return !holds(query.not, subject)
  const test = tests.get(query.operator)
  return test ? test(subject, query.value) : anywhere(subject, `${query.operator} ${query.value}`)
}

type Test = (subject: Subject, value: string) => boolean

const after: Test = ({ message }, value) => message.internalDate >= (dayOf(value) ?? Number.POSITIVE_INFINITY)
const before: Test = ({ message }, value) => message.internalDate < (dayOf(value) ?? Number.NEGATIVE_INFINITY)
const larger: Test = ({ message }, value) => message.raw.length > sizeOf(value)

const tests = new Map<string, Test>(
  Object.entries<Test>({
    '': anywhere,
    from: ({ mail, mailbox }, value) => names(mail.from, mailbox, value),
    to: ({ mail, mailbox }, value) => names(mail.to, mailbox, value),
    cc: ({ mail, mailbox }, value) => names(mail.cc, mailbox, value),
    bcc: ({ mail, mailbox }, value) => names(mail.bcc, mailbox, value),
    subject: ({ mail }, value) => hasPhrase(wordsOf(mail.subject), wordsOf(value)),
    in: ({ message, mailbox }, value) => hasState(message, mailbox, value),
    is: ({ message, mailbox }, value) => hasState(message, mailbox, value),
    label: ({ message, mailbox }, value) => hasLabel(message, mailbox, value),
    category: ({ message }, value) => message.labelIds.includes(`CATEGORY_${value.toUpperCase()}`),
    has: ({ message, mailbox, mail }, value) => {
      if (value === 'attachment') return attachments(mail)
      if (value === 'userlabels') return message.labelIds.some((id) => mailbox.labels.has(id))
      return value === 'nouserlabels' && !message.labelIds.some((id) => mailbox.labels.has(id))
    },
    filename: ({ mail }, value) => mail.filenames.some((name) => hasPhrase(wordsOf(name), wordsOf(value))),
    rfc822msgid: ({ mail }, value) => mail.messageId.replace(/^<|>$/g, '') === value.replace(/^<|>$/g, ''),
    after,
    newer: after,
    before,
    older: before,
    newer_than: ({ message, now }, value) => message.internalDate >= now - (ageOf(value) ?? Number.NEGATIVE_INFINITY),
    older_than: ({ message, now }, value) => message.internalDate < now - (ageOf(value) ?? Number.POSITIVE_INFINITY),
    larger,
    size: larger,
    smaller: ({ message }, value) => message.raw.length < sizeOf(value),
  }),
)

const indexes = new WeakMap<Mail, string[]>()

function anywhere({ mail }: Subject, value: string): boolean {
  const words = indexes.get(mail) ?? allWords(mail)
  indexes.set(mail, words)
  return hasPhrase(words, wordsOf(value))
}

function allWords({ subject, text, from, to, cc, bcc, filenames }: Mail): string[] {
  const people = [...from, ...to, ...cc, ...bcc].map(({ name, address }) => `${name} ${address}`)
  // An unfindable mark between fields, so that no phrase runs from one into the next.
  return [subject, text, ...people, ...filenames].flatMap((field) => [...wordsOf(field), '\n'])
}

function names(people: Person[], mailbox: Mailbox, value: string): boolean {
  const wanted = wordsOf(value.toLowerCase() === 'me' ? mailbox.address : value)
  return people.some(({ name, address }) => hasPhrase([...wordsOf(name), '\n', ...wordsOf(address)], wanted))
}

function attachments({ root }: Mail): boolean {
  return leaves(root).some(({ filename, disposition }) => filename !== '' && disposition !== 'inline')
}

function sizeOf(value: string): number {
  const [, digits = '', unit = ''] = /^(\d+)([km]?)b?$/i.exec(value) ?? []
  const factor = { '': 1, k: 1024, m: 1024 ** 2 }[unit.toLowerCase()] ?? 1
  return digits === '' ? Number.NaN : Number(digits) * factor
}
