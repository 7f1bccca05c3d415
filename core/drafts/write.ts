import type { Moment } from '../claims/schema.ts'
import { Unavailable } from '../errors.ts'
import type { Found } from '../knowledge/schema.ts'
import { searchKnowledge } from '../knowledge/search.ts'
import { ask } from '../models/ask.ts'
import { legible } from '../models/legible.ts'
import { quote } from '../models/quote.ts'
import type { Metered } from '../models/schema.ts'
import { openVault, type Vault } from '../models/vault.ts'
import type { Brief } from '../threads/brief.ts'
import { conceal } from '../threads/conceal.ts'
import { shownIn, transcript } from '../threads/transcript.ts'
import { toldOf } from '../voice/told.ts'
import { checkBody, type FoundClaim, once } from './check-body.ts'
import { COMPOSE } from './compose.prompt.ts'
import { Composed } from './composed.ts'
import { evidenceOf, momentIn } from './evidence.ts'
import { laidDown } from './laid-down.ts'
import { mixedUp, type OpenTopic } from './mixed-up.ts'
import type { Question } from './schema.ts'

const MOST_PASSAGES = 6

/** What a person has said about the reply: trusted, and yet no part of the rules. */
export type Wishes = { current?: string; instruction?: string; answers?: { question: string; answer: string }[] }

export type Written = {
  language: string
  body: string
  alternatives: string[]
  questions: Question[]
  claims: FoundClaim[]
  topics: OpenTopic[]
  model: string
  calls: Metered['calls']
}

/**
 * Writes the reply to a message, from the conversation, what the business knows and what a person has said; and finds the
 * source of everything it says.
 * @throws {Unavailable} when the model is busy, refuses, or writes nothing one could read
 */
export async function writeReply(context: Metered, brief: Brief, wishes: Wishes = {}): Promise<Written> {
  return writeFrom(context, brief, await passagesFor(context, brief, openVault()), wishes)
}

/** The same, from these passages. */
export async function writeFrom(context: Metered, brief: Brief, passages: Found[], wishes: Wishes): Promise<Written> {
  const vault = openVault()
  const { restore } = vault
  const composed = await ask(context, {
    task: 'compose',
    client: brief.message.client_id,
    message: brief.message.id,
    allowance: brief.allowance,
    system: COMPOSE,
    prompt: promptOf(brief, passages, wishes, vault),
    texts: [
      ...shownIn(brief.conversation),
      ...passages.map(({ id }) => ({ kind: 'passage' as const, id })),
      ...brief.memories.map(({ id }) => ({ kind: 'memory' as const, id })),
      ...brief.rules.map(({ id }) => ({ kind: 'rule' as const, id })),
    ],
    schema: Composed,
    maxTokens: 3000,
  })
  const body = clean(restore(composed.body), 50_000)
  if (!body) throw new Unavailable('The model wrote an empty reply')

  const language = clean(composed.language, 10)
  const alternatives = composed.alternatives.slice(0, 2).map((other) => clean(restore(other), 50_000))
  const bodies = [body, ...alternatives.filter((other) => other !== '' && other !== body)]
  const evidence = evidenceOf(brief, passages, wishes)
  const now = momentIn(brief.client.timezone, brief.now)
  const mixed = bodies.map((one) => mixedUp(one, language, evidence, passages))
  return {
    language,
    body,
    alternatives: bodies.slice(1),
    questions: composed.questions.slice(0, 3).map(({ question, options }) => ({
      question: clean(restore(question), 300),
      options: options.slice(0, 4).map((option) => clean(restore(option), 100)),
    })),
    claims: once([
      ...bodies.flatMap((one) => checkBody(one, language, evidence, now)),
      ...mixed.flatMap(({ claims }) => claims),
    ]),
    topics: mixed.flatMap(({ topics }) => topics),
    model: context.calls.at(-1)?.model ?? '',
    calls: context.calls,
  }
}

/** What the business knows of what was asked; nothing is looked up where it has told us nothing. */
export async function passagesFor(
  context: Metered,
  { knows, message, plain, allowance, now }: Brief,
  { hide }: Vault,
): Promise<Found[]> {
  const query = hide(legible(`${message.subject}\n${plain}`).slice(0, 1000))
    .toWellFormed()
    .trim()
  if (!knows || !query) return []
  const asked = { client_id: message.client_id, query, most: MOST_PASSAGES }
  const { items } = await searchKnowledge(context, asked, {
    message: message.id,
    resting: allowance.resting,
    asOf: now,
  })
  return items
}

function promptOf(brief: Brief, passages: Found[], wishes: Wishes, vault: Vault): string {
  const shown = (text: string) => quote(vault.hide(legible(text)))
  const { client, mailbox, conversation } = brief
  const now = momentIn(client.timezone, brief.now)
  const { current, instruction, answers = [] } = wishes
  const known = passages.map(
    ({ title, body }, index) => `<passage id="p${index + 1}" title="${shown(title)}">\n${shown(body)}\n</passage>`,
  )
  const told = answers.map(({ question, answer }) => `<answer to="${shown(question)}">${shown(answer)}</answer>`)
  return [
    `<business name="${quote(client.name)}" profession="${client.profession}" professional="${quote(mailbox.name)}" language="${client.locale}">`,
    shown(client.sign_off || mailbox.name),
    '</business>',
    `<now timezone="${quote(now.zone)}">${dayOf(now)}</now>`,
    ...(client.hours ? [`<hours>\n${shown(client.hours)}\n</hours>`] : []),
    ...toldOf(brief, shown),
    ...laidDown(brief, shown),
    ...(known.length ? ['<passages>', ...known, '</passages>'] : []),
    transcript(conceal(conversation, vault)),
    ...(current ? [`<current_draft>\n${shown(current)}\n</current_draft>`] : []),
    ...(told.length ? ['<answers>', ...told, '</answers>'] : []),
    ...(instruction ? [`<instruction>${shown(instruction)}</instruction>`] : []),
  ].join('\n')
}

/** "Friday, 2026-11-27, 18:24": whoever writes "tomorrow" has to know what today is. */
function dayOf({ at, zone }: Moment): string {
  const inZone = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    dateStyle: 'short',
    timeStyle: 'short',
    hourCycle: 'h23',
  })
  const weekday = new Intl.DateTimeFormat('en', { timeZone: zone, weekday: 'long' }).format(new Date(at))
  return `${weekday}, ${inZone.format(new Date(at))}`
}

const clean = (text: string, most: number) => text.replaceAll('\r\n', '\n').slice(0, most).toWellFormed().trim()
