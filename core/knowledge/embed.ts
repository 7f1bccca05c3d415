import type { Context } from '../context.ts'
import { fingerprint } from '../crypto.ts'
import { Unavailable } from '../errors.ts'
import type { Call, Metered, Shown } from '../models/schema.ts'
import type { Embedded } from '../providers/embeddings.ts'

/** As the ledger and the circuit breaker call it: there is one service, and no other to turn to. */
export const EMBEDDINGS = 'embeddings'

/** Whose money it is, for which mail, and which texts are shown. */
type Purpose = { client: string; message: string | null; texts: Shown[]; mostMs?: number }

/**
 * What texts mean, and a line in the ledger of whoever keeps one. Undefined where no service is configured, or it takes
 * none of them for good: they are found by their words alone.
 * @throws {Unavailable} when it is busy, gone, or answers nonsense
 */
export async function embed(
  context: Context & Partial<Pick<Metered, 'calls'>>,
  texts: string[],
  purpose: Purpose,
): Promise<number[][] | undefined> {
  const { embeddings, calls } = context
  if (!embeddings) return undefined
  const began = Date.now()
  const said = await embeddings.embed(texts, purpose.mostMs)
  const { model, price } = embeddings
  calls?.push(await line(purpose, { model, price, texts, said, ms: Math.max(0, Date.now() - began) }))
  if (said.outcome === 'answered') return said.directions
  if (said.outcome === 'rejected') return undefined
  throw unavailable(said)
}

type Done = { model: string; price: number; texts: string[]; said: Embedded; ms: number }

/** Of a lost call the most it can have cost: two bytes a token. */
async function line(
  { client, message, texts: shown }: Purpose,
  { model, price, texts, said, ms }: Done,
): Promise<Call> {
  const bytes = new TextEncoder().encode(texts.join('')).length
  const input = 'tokens' in said ? said.tokens : 0
  return {
    id: crypto.randomUUID(),
    client_id: client,
    message_id: message,
    task: 'embed',
    route: EMBEDDINGS,
    model,
    outcome: said.outcome,
    input,
    cache_write: 0,
    cache_read: 0,
    output: 0,
    cost: Math.ceil((said.outcome === 'lost' ? bytes / 2 : input) * price),
    ms,
    prompt_hash: await fingerprint(JSON.stringify([model, texts])),
    texts: shown,
  }
}

function unavailable(said: Exclude<Embedded, { outcome: 'answered' | 'rejected' }>): Unavailable {
  switch (said.outcome) {
    case 'busy':
      return new Unavailable('The embeddings answer 429', said.wait)
    case 'broken':
      return new Unavailable(`The embeddings answer ${said.status}`)
    case 'lost':
      return new Unavailable('The embeddings answer nothing', 0, { cause: said.cause })
    case 'unreadable':
      return new Unavailable('The embeddings make no sense')
  }
}
