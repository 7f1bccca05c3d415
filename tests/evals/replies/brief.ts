import type { Found } from '../../../core/knowledge/schema.ts'
import type { Brief } from '../../../core/threads/brief.ts'
import { foundPassage } from '../written.ts'
import type { Case } from './cases.ts'

const AT = '2026-01-02T09:00:00.000Z'
const ID = '00000000-0000-4000-8000-000000000001'

/** What a worker is told of the mail of a case. */
export function briefOf({ language, profession, business, professional, sender, mail }: Case): Brief {
  const said: Brief['conversation'][number] = {
    id: ID,
    direction: 'inbound',
    from_name: sender,
    from_address: 'sender@mail.example',
    reply_to: [],
    subject: '',
    received_at: AT,
    approval: null,
    own: mail,
  }
  return {
    message: { id: ID, client_id: ID } as Partial<Brief['message']> as Brief['message'],
    asked_for: false,
    gate: null,
    plain: mail,
    attachments: 0,
    acquaintance: 'never',
    gauge: { threshold: 50, slope: 1, intercept: 0 },
    mailbox: { address: 'office@business.example', name: professional, aliases: [], senders: [] },
    knows: true,
    colleagues: [],
    client: {
      name: business,
      profession,
      sign_off: professional,
      hours: '',
      locale: language,
      timezone: 'Europe/Berlin',
    },
    voices: [],
    memories: [],
    rules: [],
    conversation: [said],
    allowance: { spent: 0, budget: Number.MAX_SAFE_INTEGER, resting: {} },
  }
}

export const passagesOf = ({ language, passages }: Case): Found[] =>
  passages.map(({ title, text, kind }, nth) =>
    foundPassage({
      id: ID.replace(/1$/, String(nth + 2)),
      source_id: ID,
      kind,
      title,
      body: text,
      language,
      headings: [],
    }),
  )
