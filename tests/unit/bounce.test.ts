import { expect, test } from 'vitest'
import { parseMessage } from '../../core/mailboxes/parse.ts'
import type { Bounce } from '../../core/mailboxes/schema.ts'
import { type Letter, letter } from '../support/letters.ts'
import { rawMessage } from '../support/raw-message.ts'

const APPROVAL = '0b8f6f0e-6f0a-4f57-9d0c-0c9d1f3a7b11'
const id = `<${APPROVAL}@mail.assistantai.invalid>`
const daemon = 'Mail Delivery Subsystem <mailer-daemon@mx.example>'

test('a standard report says whom it failed, for good or not, why, and of which mail (RFC 3464)', async () => {
  const report = dsn(
    recipient({ status: '5.1.1', code: 'smtp; 550-5.1.1 The account\n  does not exist' }),
    recipient({ to: 'full@client.example', status: '4.2.2', code: 'smtp; 452 4.2.2 Over quota' }),
  )
  expect(await bounce(report)).toEqual({
    approval: APPROVAL,
    message_id: '<CAx@mail.gmail.example>',
    failed: [
      {
        recipients: ['bo@client.example'],
        status: '5.1.1',
        reason: 'address_unknown',
        diagnostic: '550-5.1.1 The account does not exist',
      },
      {
        recipients: ['full@client.example'],
        status: '4.2.2',
        reason: 'mailbox_full',
        diagnostic: '452 4.2.2 Over quota',
      },
    ],
  })
})

test.each(['delayed', 'delivered', 'relayed', 'expanded'])(
  'a report that a mail was %s is no failure',
  async (action) => {
    expect(await bounce(dsn(recipient({ action, status: '4.4.1' })))).toBeUndefined()
  },
)

test('who forwards their mail is known by the address the mail was sent to', async () => {
  const forwarded = `${recipient({ to: 'bo@new.example' })}\nOriginal-Recipient: rfc822;Bo@Client.example`
  expect((await bounce(dsn(forwarded)))?.failed[0]?.recipients).toEqual(['bo@client.example', 'bo@new.example'])
})

test('a report that returns nothing of the mail still answers one', async () => {
  const text = `--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; x\n\n${recipient()}\n\n--b--`
  const headers = { 'Content-Type': 'multipart/report; boundary=b', 'In-Reply-To': id }
  expect(await bounce({ from: daemon, body: text, headers })).toMatchObject({ approval: APPROVAL, message_id: id })
})

const PLAIN: [string, Partial<Letter>, Partial<Bounce['failed'][number]>][] = [
  [
    'qmail',
    {
      subject: 'failure notice',
      body: `Hi. This is the qmail-send program at mx.example.\nI'm afraid I wasn't able to deliver your message to the following addresses.\nThis is a permanent error; I've given up. Sorry it didn't work out.\n\n<bo@client.example>:\n192.0.2.7 does not like recipient.\nRemote host said: 550 5.1.1 no such user\nGiving up on 192.0.2.7.\n\n--- Below this line is a copy of the message.\n\nReturn-Path: <ada@quill.example>\nMessage-ID: ${id}\nTo: other@client.example\n\nHello`,
    },
    { recipients: ['bo@client.example'], status: '5.1.1', reason: 'address_unknown' },
  ],
  [
    'Exim',
    {
      subject: 'Mail delivery failed: returning message to sender',
      headers: { 'X-Failed-Recipients': 'bo@client.example' },
      body: `This message was created automatically by mail delivery software.\n\nA message that you sent could not be delivered to one or more of its\nrecipients. This is a permanent error. The following address(es) failed:\n\n  bo@client.example\n    SMTP error from remote mail server after RCPT TO: 552 mailbox full\n\n------ This is a copy of the message, including all the headers. ------\n\nMessage-ID: ${id}\nFrom: ada@quill.example\n`,
    },
    { recipients: ['bo@client.example'], status: '5.0.0', reason: 'mailbox_full' },
  ],
  [
    'Gmail, as it used to',
    {
      subject: 'Delivery Status Notification (Failure)',
      headers: { 'X-Failed-Recipients': 'bo@client.example' },
      body: `Delivery to the following recipient failed permanently:\n\n     bo@client.example\n\nTechnical details of permanent failure:\nThe error that the other server returned was: 550 5.7.1 Message rejected as spam\n\n----- Original message -----\n\nX-AssistantAI-Approval: ${APPROVAL}\nMessage-ID: <CAy@mail.gmail.example>\n`,
    },
    { recipients: ['bo@client.example'], status: '5.7.1', reason: 'refused' },
  ],
  [
    'Exchange',
    {
      from: 'Microsoft Outlook <MicrosoftExchange329e71ec88ae4615bbc36ab6ce41109e@client.example>',
      subject: 'Undeliverable: Your question',
      body: `Delivery has failed to these recipients or groups:\n\nBo Client (bo@client.example)<mailto:bo@client.example>\nThe email address you entered couldn't be found.\n\nDiagnostic information for administrators:\n\nbo@client.example\n#550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup ##\n\nOriginal message headers:\n\nReceived: from mx.example\nX-AssistantAI-Approval: ${APPROVAL}\n`,
    },
    { recipients: ['bo@client.example'], status: '5.1.10', reason: 'address_unknown' },
  ],
]

test.each(PLAIN)('%s says it in plain words', async (_, wrote, failure) => {
  const found = await bounce({ from: daemon, ...wrote })
  expect(found?.approval).toBe(APPROVAL)
  expect(found?.failed).toEqual([expect.objectContaining(failure)])
})

test('a warning in plain words is no failure', async () => {
  const body = 'Your message to <bo@client.example> has been delayed. 451 4.4.1 timed out. No action is required.'
  expect(await bounce({ from: daemon, subject: 'Warning: could not be delivered yet', body })).toBeUndefined()
})

test('an approval that is none is not taken for one', async () => {
  const body = `Status: 5.0.0. It failed.\n\n-- Original message --\nX-AssistantAI-Approval: ${'-'.repeat(36)}\n`
  const found = await bounce({ from: daemon, body, headers: { 'X-Failed-Recipients': 'bo@client.example' } })
  expect(found).not.toHaveProperty('approval')
})

test('an answering machine that speaks of failure and of addresses is no report', async () => {
  const body = 'Our fax failed for good. Please write to bo@client.example instead.'
  const headers = { 'Return-Path': '<>', 'Auto-Submitted': 'auto-replied', 'In-Reply-To': id }
  expect(await bounce({ body, headers })).toBeUndefined()
})

test('a report of any size and of any bytes is read in bounds', async () => {
  const many = Array.from({ length: 500 }, (_, n) => recipient({ to: `r${n}@client.example`, code: '\0x'.repeat(900) }))
  const found = await bounce(dsn(...many))
  expect(found?.failed).toHaveLength(20)
  expect(JSON.stringify(found).length).toBeLessThan(20_000)
  expect(JSON.stringify(found)).not.toContain('\\u0000')
})

function recipient({
  to = 'bo@client.example',
  action = 'failed',
  status = '5.1.1',
  code = 'smtp; 550 no',
} = {}): string {
  return `Final-Recipient: rfc822; ${to}\nAction: ${action}\nStatus: ${status}\nDiagnostic-Code: ${code}`
}

function dsn(...recipients: string[]): Partial<Letter> {
  const parts = [
    'Content-Type: text/plain\n\nIt did not arrive.',
    `Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n${recipients.join('\n\n')}`,
    `Content-Type: text/rfc822-headers\n\nMessage-ID: <CAx@mail.gmail.example>\nX-AssistantAI-Approval:\n ${APPROVAL}`,
  ]
  const headers = { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=b' }
  return { from: daemon, headers, body: `${parts.map((part) => `--b\n${part}\n`).join('')}--b--` }
}

async function bounce(wrote: Partial<Letter>): Promise<Bounce | undefined> {
  const raw = Buffer.from(letter({ from: 'Bo <bo@client.example>', to: 'ada@quill.example', ...wrote }))
  return (await parseMessage(rawMessage(raw))).signals.bounce
}
