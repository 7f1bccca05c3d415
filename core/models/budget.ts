import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { Budget, DEGRADED } from './schema.ts'

/** What models may cost this month, and have. Whoever works for a business without owning it is told who may see it. */
export async function budgetOf({ db }: PersonContext, client: string): Promise<Budget> {
  const { data } = await db.rpc('read_budget', { client }).throwOnError()
  const [row] = data
  return row ? withDegrees(row.budget) : notTheirs(db, client)
}

/** As SQL `read_budget` tells it. */
export function withDegrees(told: unknown): Budget {
  const known = Budget.omit({ cheaper_from: true }).parse(told)
  return { ...known, cheaper_from: Math.ceil(DEGRADED * known.budget) }
}

/** @throws {Refusal} always: `not_found`, or `forbidden` to who may know that it is there */
export async function notTheirs(db: PersonContext['db'], client: string): Promise<never> {
  const { data } = await db.from('clients').select('id').eq('id', client).maybeSingle().throwOnError()
  if (!data) throw new Refusal('not_found', 'There is no such business')
  throw new Refusal('forbidden', 'Only an owner of the business can see or change what it spends')
}
