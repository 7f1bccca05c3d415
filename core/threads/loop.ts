import type { SkipReason } from './schema.ts'
import type { Utterance } from './transcript.ts'

/** A message of a conversation, oldest first. */
export type Turn = Pick<Utterance, 'direction' | 'from_address' | 'received_at' | 'approval'>

/** Nobody reads a mail, and an answer to it, in less. */
const AT_ONCE_SECONDS = 10
/** Two humans who both wave their assistants through are slower than this. */
const UNREAD_SECONDS = 120
/** Rounds in which both sides spoke through assistants only, at whatever pace. */
const ROUNDS = 3
/** As many messages as a conversation is shown with, within an hour. */
const PING_PONG = 12
const PING_PONG_SECONDS = 3600

/**
 * Whether the last message continues a loop of machines (RFC 3834 §2: responders must not answer each other). What an
 * assistant wrote was approved by a human and is a human's mail, so one such mail is answered; two in a row, unread,
 * or a conversation that runs by itself, are not.
 */
export function loopIn(turns: Turn[]): { reason: SkipReason; why: string } | undefined {
  const [before, last] = turns.slice(-2)
  if (!before || last?.direction !== 'inbound') return undefined

  if (last.approval && turns.some(({ direction, approval }) => direction === 'outbound' && approval === last.approval))
    return { reason: 'own_mail', why: 'Your own mail, come back' }
  const suspected = (why: string) => ({ reason: 'loop_suspected' as const, why })
  if (byAssistants([before, last]) && secondsBetween(before, last) < UNREAD_SECONDS)
    return suspected('Another assistant answered yours before anybody can have read it')
  if (turns.length >= 2 * ROUNDS && byAssistants(turns.slice(-2 * ROUNDS)))
    return suspected('Assistants on both sides have answered each other for some time')
  if (answersAtOnce(turns.slice(-4))) return suspected('Your replies are answered within seconds')
  if (isPingPong(turns.slice(-PING_PONG))) return suspected('Too many messages from one sender within an hour')
  return undefined
}

/** Ours and theirs in turn, the last of them theirs, each written by an assistant. */
const byAssistants = (turns: Turn[]): boolean => inTurn(turns) && turns.every(({ approval }) => approval !== null)

const answersAtOnce = (turns: Turn[]): boolean => {
  const [first, second, third, fourth] = turns
  if (!first || !second || !third || !fourth || !inTurn(turns)) return false
  return secondsBetween(first, second) <= AT_ONCE_SECONDS && secondsBetween(third, fourth) <= AT_ONCE_SECONDS
}

function isPingPong(turns: Turn[]): boolean {
  const [first, last] = [turns[0], turns.at(-1)]
  if (turns.length < PING_PONG || !first || !last || secondsBetween(first, last) > PING_PONG_SECONDS) return false
  return turns.every(({ direction, from_address }) => direction === 'outbound' || from_address === last.from_address)
}

const inTurn = (turns: Turn[]): boolean =>
  turns.every(({ direction }, index) => direction === ((turns.length - index) % 2 ? 'inbound' : 'outbound'))

const secondsBetween = (one: Turn, other: Turn): number =>
  Math.abs(Date.parse(other.received_at) - Date.parse(one.received_at)) / 1000
