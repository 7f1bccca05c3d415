import { expect, test } from 'vitest'
import { RULES } from '../../core/threads/rules.ts'
import { ruleFor, type Wrote } from '../support/judge.ts'

/** One row per rule: the mail it is for, and the mail that looks like it and must reach the model. */
type Row = { rule: string; mail: Wrote; near: string; miss: Wrote }

const answers = { 'In-Reply-To': '<question@quill.example>' }
const answersTo = (person: string, headers = {}) => ({ 'Reply-To': person, ...headers })
const bo = 'Bo Client <bo@client.example>'

const ROWS: Row[] = [
  {
    rule: 'A delivery report',
    mail: { from: 'postmaster@client.example', headers: { 'Return-Path': '<>' } },
    near: 'a postmaster who is a person and asks something',
    miss: { from: 'Pat <postmaster@client.example>', headers: { 'Return-Path': '<postmaster@client.example>' } },
  },
  {
    rule: 'A confirmation that your mail was read',
    mail: multipart('multipart/report; report-type=disposition-notification', 'message/disposition-notification'),
    near: 'a person who asks to have the reading confirmed',
    miss: { headers: { 'Disposition-Notification-To': bo } },
  },
  {
    rule: 'A report from one mail system to another',
    mail: multipart('multipart/report; report-type=feedback-report', 'message/feedback-report'),
    near: 'a person who sends a report',
    miss: multipart('multipart/mixed', 'application/report', { subject: 'Report domain names for me' }),
  },
  {
    rule: 'An automatic reply',
    mail: { headers: { 'Auto-Submitted': '(by vacation 3.1) auto-replied; owner-email="bo@client.example"' } },
    near: 'a client whose ticket system says that a person wrote',
    miss: { headers: { 'Auto-Submitted': 'No (written by an agent)', 'X-Ticket': '4711' } },
  },
  {
    rule: 'Written by an answering machine',
    mail: { headers: { 'X-Autoreply-From': 'bo@client.example' } },
    near: 'a person whose mail program says that it is none',
    miss: { headers: { 'X-Autoreply': 'no', 'X-FC-MachineGenerated': 'false', 'X-Mailer': 'Autograph Mail 4' } },
  },
  {
    rule: 'An absence notice',
    mail: { subject: 'Automatische Antwort: Ihre Frage', headers: answers },
    near: 'a person who writes "Out of office" into a subject',
    miss: { subject: 'Out of office hours: may I still ring you?' },
  },
  {
    rule: 'Your own mail',
    mail: { from: 'Ada <a.d.a.quill+notes@googlemail.com>' },
    near: 'a namesake, where dots do count',
    miss: { from: 'Ada <a.da@quill.example>' },
  },
  {
    rule: 'A letter from AssistantAI itself',
    mail: { from: 'AssistantAI <hello@assistantai.example>' },
    near: 'somebody who calls themselves so',
    miss: { from: 'AssistantAI <hello@client.example>' },
  },
  {
    rule: 'The sender is not who it claims to be (DMARC failed)',
    mail: { headers: { 'Authentication-Results': 'mx.example; spf=pass; dmarc=fail header.from=client.example' } },
    near: 'a mail that passed, and quotes what somebody else found',
    miss: {
      headers: {
        'Authentication-Results': 'mx.example; spf=fail; dmarc=pass\r\nAuthentication-Results: x; dmarc=fail',
      },
    },
  },
  {
    rule: 'A calendar message; your calendar answers it',
    mail: multipart('multipart/alternative', 'text/calendar; method=REPLY'),
    near: 'a client who attaches an invitation and asks about it',
    miss: multipart('multipart/mixed', 'text/calendar; name=hearing.ics\r\nContent-Disposition: attachment'),
  },
  {
    rule: 'A discussion list',
    mail: onList({ to: 'forum@lists.example' }),
    near: 'a post that is addressed to the owner beside the list',
    miss: onList({ to: 'Ada <ada@quill.example>, forum@lists.example' }),
  },
  {
    rule: 'Sent to a list of subscribers',
    mail: { headers: { 'List-Unsubscribe': '<https://shop.example/u>', 'List-ID': '<weekly.shop.example>' } },
    near: "a client's question that came through the firm's own shared address",
    miss: {
      to: 'hello@quill.example',
      headers: { 'List-ID': '<hello.quill.example>', 'List-Unsubscribe': '<mailto:x@quill.example>' },
    },
  },
  {
    rule: 'Sent in bulk',
    mail: { headers: { Precedence: 'Bulk' } },
    near: 'a person in a hurry',
    miss: { headers: { Precedence: 'first-class', Importance: 'high' } },
  },
  {
    rule: 'Sent by a marketing service',
    mail: { from: 'Shop <offers@shop.example>', headers: { 'Feedback-ID': '1:2:3:shop' } },
    near: "a colleague's letter that left through a mailing service",
    miss: { headers: { 'Feedback-ID': '::1.eu-west-1.abc:AmazonSES' } },
  },
  {
    rule: 'The sender takes no replies',
    mail: { from: 'Shop <do-not-reply.orders@shop.example>', headers: answersTo('support@shop.example') },
    near: "a form on the owner's site that says whom to answer",
    miss: { from: 'Quill & Sons <no-reply@quill.example>', headers: answersTo(bo) },
  },
  {
    rule: 'Sent by a machine (empty return path)',
    mail: { headers: { 'Return-Path': '<>' } },
    near: 'a mail whose return path is only unusual',
    miss: { headers: { 'Return-Path': '<bounce+ada=quill.example@client.example>' } },
  },
  {
    rule: 'Written by a program',
    mail: { headers: { 'X-Jira-Fingerprint': '4af1' } },
    near: 'a person who copies such a header into the text',
    miss: { body: 'X-Jira-Fingerprint: 4af1\nWhat does this mean?' },
  },
  {
    rule: 'A machine asks that nothing answer',
    mail: { headers: { 'X-Auto-Response-Suppress': 'DR, RN, NRN, OOF, AutoReply' } },
    near: 'an ordinary letter from Exchange',
    miss: { headers: { 'X-Auto-Response-Suppress': 'OOF, AutoReply' } },
  },
  {
    rule: 'A notification from a service',
    mail: { from: 'bounces+81-ada=quill.example@mailer.example' },
    near: 'a lawyer by the name of Alert, and one at notifylaw.example',
    miss: { from: 'Noor Alert <alert.noor@notifylaw.example>' },
  },
  {
    rule: 'You are only in copy',
    mail: { to: 'cy@client.example', headers: { Cc: 'ada@quill.example' } },
    near: 'a mail to an address that is forwarded to the owner',
    miss: { to: 'reception@building.example' },
  },
  {
    rule: 'Sent to recipients it does not name',
    mail: { to: 'undisclosed-recipients:;' },
    near: 'a correspondent who writes to several people at once',
    miss: { to: 'undisclosed-recipients:;', acquaintance: 'address' },
  },
  {
    rule: 'Nothing to answer',
    mail: { subject: '', body: ' \n' },
    near: 'a question that is all in the subject',
    miss: { subject: 'Can we meet at nine?', body: '' },
  },
]

test('every rule has its row, in the order of the rules', () => {
  expect(ROWS.map(({ rule }) => rule)).toEqual(RULES.map(({ why }) => why))
})

test.each(ROWS)('"$rule" decides about the mail it is for', async ({ rule, mail }) => {
  expect((await ruleFor(mail))?.why).toBe(rule)
})

test.each(ROWS)('"$rule" leaves $near to the model', async ({ miss }) => {
  expect((await ruleFor(miss))?.why).toBeUndefined()
})

test.each<[string, Wrote]>([
  ['an address that looks like a robot', { from: 'notify@client.example' }],
  ['a marketing address', { from: 'news@client.example', headers: { 'Feedback-ID': '1:2:3:x' } }],
  ['an address that asks machines to be silent', { headers: { 'X-Auto-Response-Suppress': 'All' } }],
  ['a customer system', { headers: { 'List-Unsubscribe': '<https://crm.example/u>' } }],
])('no guess is made about somebody the owner is writing with: %s', async (_, wrote) => {
  expect(await ruleFor(wrote)).toBeDefined()
  expect(await ruleFor({ ...wrote, acquaintance: 'address', continues: true })).toBeUndefined()
})

test.each<[string, Wrote]>([
  ['an answering machine', { headers: { 'Auto-Submitted': 'auto-replied' } }],
  ['a list', { headers: { 'List-ID': '<weekly.client.example>' } }],
  ['bulk mail', { headers: { Precedence: 'bulk' } }],
  ['a sender who takes no replies', { from: 'no-reply@client.example' }],
])('the standards hold for correspondents too: %s', async (_, wrote) => {
  expect(await ruleFor({ ...wrote, acquaintance: 'address', continues: true })).toBeDefined()
})

function multipart(type: string, partType: string, wrote: Wrote = {}): Wrote {
  const text = '--b\nContent-Type: text/plain\n\nCan you tell me what this is?\n'
  const event = 'BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nEND:VEVENT\nEND:VCALENDAR'
  const parts = `${text}--b\nContent-Type: ${partType}\n\n${event}\n--b--`
  return { ...wrote, parts, headers: { 'Content-Type': `${type}; boundary=b` } }
}

function onList(wrote: Wrote): Wrote {
  return { ...wrote, headers: { 'List-ID': 'Forum <forum.lists.example>', Precedence: 'list' } }
}
