import { expect, test } from 'vitest'
import { ruleFor, type Wrote } from '../support/judge.ts'

const bo = 'Bo Client <bo@client.example>'
const replyTo = (address: string, headers = {}) => ({ headers: { 'Reply-To': address, ...headers } })

/** Mail in which a machine carries what a person says, and the person waits. */
const CARRIED: [string, Wrote][] = [
  ["a form on the owner's site, from no-reply", { from: 'no-reply@quill.example', ...replyTo(bo) }],
  ["a form that uses the owner's own address", { from: 'Website <ada@quill.example>', ...replyTo(bo) }],
  [
    'a form that says a program made it',
    { from: 'wp@quill.example', ...replyTo(bo, { 'Auto-Submitted': 'auto-generated' }) },
  ],
  [
    "a form the owner's domain has not vouched for, and lets pass",
    {
      from: 'wp@quill.example',
      ...replyTo(bo, { 'Authentication-Results': 'mx; dmarc=fail (p=NONE sp=NONE) header.from=x' }),
    },
  ],
  [
    'a form of a web server that sends all its mail in bulk',
    { from: 'wp@quill.example', ...replyTo(bo, { Precedence: 'bulk' }) },
  ],
  ['a mail to oneself, with the owner in copy', { to: bo, headers: { Cc: 'ada@quill.example' } }],
  ['a mail to nobody, with the owner in copy', { to: '', headers: { Cc: 'ada@quill.example' } }],
  [
    'a form of a site builder',
    { from: 'no-reply@forms.builder.example', ...replyTo(bo, { 'Auto-Submitted': 'auto-generated' }) },
  ],
  [
    'a form that silences answering machines',
    { from: 'web@quill.example', ...replyTo(bo, { 'X-Auto-Response-Suppress': 'All' }) },
  ],
  ['a booking by an invitee', { from: 'notifications@booking.example', ...replyTo(bo) }],
  [
    'a lawyer who writes through a signing service',
    { from: 'Jo via Sign <notify@sign.example>', ...replyTo('jo@lawyers.example') },
  ],
  [
    'a colleague through a practice system',
    { from: 'no-reply@lawyers.example', ...replyTo('jo.park@lawyers.example') },
  ],
  [
    'a message forwarded from a chat',
    { from: bo, subject: 'Fwd: WhatsApp chat with Dee', body: 'What do I say to this?' },
  ],
  ['a scan from the office machine', { from: 'scanner@quill.example', subject: 'Scan_0041', body: 'Attached.' }],
  [
    'a clerk of the court',
    { from: 'Clerk <chambers@court.example>', subject: 'Notice of hearing', body: 'Can you attend?' },
  ],
  [
    'a person who answers an absence notice',
    { subject: 'Re: Out of office', headers: { 'In-Reply-To': '<a@b.example>' } },
  ],
  [
    'a mail that was delivered by a group address',
    { to: 'team@building.example', headers: { 'Delivered-To': 'ada@quill.example' } },
  ],
  ['an attached event that was only published', { subject: 'Hearing', ...attached('text/calendar; method=PUBLISH') }],
]

test.each(CARRIED)('%s reaches the model', async (_, wrote) => {
  expect((await ruleFor(wrote))?.why).toBeUndefined()
})

/** Mail of the same services in which nobody waits. */
const MACHINES: [string, Wrote, string][] = [
  [
    'a signing service about itself',
    { from: 'dse_na4@sign.example', headers: { 'Auto-Submitted': 'auto-generated' } },
    'auto_reply',
  ],
  ['a court that only serves a notice', { from: 'DoNotReply@efile.court.example' }, 'no_reply_sender'],
  [
    'a booking service about itself',
    { from: 'notifications@booking.example', ...replyTo('support@booking.example') },
    'notification',
  ],
  ['a missed call', { from: 'voicemail-noreply@phone.example', subject: 'Voicemail from +1 555' }, 'no_reply_sender'],
  ['a shop with a help desk', { from: 'noreply@shop.example', ...replyTo('help@shop.example') }, 'no_reply_sender'],
  [
    'a form that answers itself',
    { from: 'no-reply@quill.example', ...replyTo('no-reply@quill.example') },
    'no_reply_sender',
  ],
  [
    'a form filled in by a robot',
    { from: 'no-reply@quill.example', ...replyTo('noreply@spam.example') },
    'no_reply_sender',
  ],
  [
    'a note to oneself, sent with tags',
    { from: 'ada+later@quill.example', ...replyTo('ada@quill.example') },
    'own_mail',
  ],
  [
    'an absence notice of Exchange',
    {
      subject: 'Automatic reply: Your question',
      headers: { 'X-Auto-Response-Suppress': 'All', 'Auto-Submitted': 'auto-generated' },
    },
    'auto_reply',
  ],
  [
    'an absence notice without a word to machines',
    { subject: 'Réponse automatique : dossier', headers: { References: '<a@quill.example>' } },
    'auto_reply',
  ],
  [
    'an absence notice that names a colleague to answer',
    {
      ...replyTo('cy@client.example', { 'Auto-Submitted': 'auto-generated', 'In-Reply-To': '<a@quill.example>' }),
    },
    'auto_reply',
  ],
  ['an invitation by Exchange', { headers: { 'Content-Class': 'urn:content-classes:calendarmessage' } }, 'calendar'],
  [
    'an invitation by Google',
    { headers: { Sender: 'Google Calendar <calendar-notification@google.com>' } },
    'calendar',
  ],
  ['an invitation that only its text says to be one', invitation(), 'calendar'],
  [
    'a report about forged mail',
    { from: 'reports@mx.example', subject: 'Report Domain: quill.example Submitter: mx.example Report-ID: 1' },
    'notification',
  ],
  [
    'a stranger whose domain is forged, though it lets that pass',
    { headers: { 'Authentication-Results': 'mx; dmarc=fail (p=NONE) header.from=client.example' } },
    'hostile_suspected',
  ],
  [
    'a form abused in the name of somebody else',
    { from: 'ada@quill.example', ...replyTo(bo, { 'Authentication-Results': 'mx; dmarc=fail' }) },
    'hostile_suspected',
  ],
]

test.each(MACHINES)('%s does not', async (_, wrote, reason) => {
  expect((await ruleFor(wrote))?.reason).toBe(reason)
})

test.each(['ada.quill@gmail.com', 'adaquill@gmail.com', 'a.daquill+bank@googlemail.com', 'office+x@quill.example'])(
  '%s is the owner',
  async (address) => {
    expect((await ruleFor({ from: address }))?.reason).toBe('own_mail')
    expect(await ruleFor({ to: address, headers: { Cc: bo } })).toBeUndefined()
  },
)

test.each([
  'ada.quill@quill.example',
  'a.da@quill.example',
  'adaquill@gmail.example',
  'ada@sub.quill.example',
  '+x@gmail.com',
])('%s is somebody else', async (address) => {
  expect(await ruleFor({ from: address })).toBeUndefined()
})

test.each([
  'Automatic reply: x',
  'Abwesenheitsnotiz',
  'Autosvar: x',
  '自动回复: x',
  'رد تلقائي: x',
  'Respuesta automática: x',
])('"%s" is an absence notice where it answers, and not where it begins', async (subject) => {
  expect((await ruleFor({ subject, headers: { 'In-Reply-To': '<a@quill.example>' } }))?.why).toBe('An absence notice')
  expect(await ruleFor({ subject })).toBeUndefined()
})

function attached(type: string): Wrote {
  const parts = `--b\nContent-Type: text/plain\n\nCan you come?\n--b\nContent-Type: ${type}\n\nBEGIN:VCALENDAR\nEND:VCALENDAR\n--b--`
  return { parts, headers: { 'Content-Type': 'multipart/mixed; boundary=b' } }
}

function invitation(): Wrote {
  const event = 'BEGIN:VCALENDAR\nBEGIN:VEVENT\nORGANIZER:mailto:bo@client.example\nATTENDEE:mailto:ada@quill.example'
  const parts = `--b\nContent-Type: text/plain\n\nMeeting\n--b\nContent-Type: text/calendar\n\n${event}\nEND:VEVENT\nEND:VCALENDAR\n--b--`
  return { parts, headers: { 'Content-Type': 'multipart/alternative; boundary=b' } }
}
