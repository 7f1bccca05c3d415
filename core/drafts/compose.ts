import { DatabaseError, Unavailable } from '../errors.ts'
import { ask } from '../models/ask.ts'
import { quote } from '../models/quote.ts'
import type { Metered } from '../models/schema.ts'
import type { Brief } from '../threads/brief.ts'
import { shownIn, transcript } from '../threads/transcript.ts'
import { checkBody } from './check-body.ts'
import { COMPOSE } from './compose.prompt.ts'
import { evidenceOf, momentIn } from './evidence.ts'
import { recipientsOf } from './recipients.ts'
import { replySubject } from './reply-subject.ts'
import { Composed } from './schema.ts'
import { senderOf } from './sender.ts'

/** Postgres: object_in_use, as `store_draft` raises it. */
const LEAVING = '55006'

/** Writes the reply to a message and stores it as a pending draft. Sender, recipients and subject come from code. */
export async function composeDraft(context: Metered, _job: unknown, brief: Brief | null): Promise<void> {
  if (!brief) return

  const { message, client, mailbox, conversation } = brief
  const composed = await ask(context, {
    task: 'compose',
    client: message.client_id,
    message: message.id,
    allowance: brief.allowance,
    system: COMPOSE,
    prompt: [
      `<business name="${quote(client.name)}" profession="${client.profession}" professional="${quote(mailbox.name)}" language="${client.locale}">`,
      quote(client.sign_off || mailbox.name),
      '</business>',
      transcript(conversation),
    ].join('\n'),
    texts: shownIn(conversation),
    schema: Composed,
    maxTokens: 2000,
  })

  const body = clean(composed.body, 50_000)
  if (!body) throw new Unavailable('The model wrote an empty reply')

  const language = clean(composed.language, 10)
  const claims = checkBody(body, language, evidenceOf(brief), momentIn(client.timezone))
  const sender = senderOf(message, mailbox)
  const { to, cc, participants } = recipientsOf(message, [mailbox.address, ...mailbox.aliases])
  const { error } = await context.db.rpc('store_draft', {
    message: message.id,
    content: {
      from_name: sender.name,
      from_address: sender.address,
      reply_to: sender.reply_to,
      to_recipients: to,
      cc_recipients: cc,
      participants,
      subject: replySubject(message.subject),
      body,
      signature: sender.signature,
      language,
      questions: composed.questions.slice(0, 3).map((question) => clean(question, 300)),
      claims,
      model: context.calls.at(-1)?.model ?? '',
      calls: context.calls,
    },
  })
  if (error?.code === LEAVING) throw new Unavailable('A reply in this conversation is leaving')
  if (error) throw new DatabaseError(error)
}

const clean = (text: string, most: number) => text.replaceAll('\r\n', '\n').slice(0, most).toWellFormed().trim()
