import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { Scorecard, type ScorecardQuery } from './schema.ts'

/** What became of the drafts of a business lately. */
export async function scorecard({ db }: PersonContext, id: string, { days }: ScorecardQuery): Promise<Scorecard> {
  const since = new Date(Date.now() - days * 86_400_000).toISOString()
  const { data } = await db.rpc('scorecard', { client: id, since }).throwOnError()
  const [row] = data
  if (!row) throw new Refusal('not_found', 'There is no such business')
  return Scorecard.parse(row.card)
}
