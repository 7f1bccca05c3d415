import type { PersonContext } from '../context.ts'
import { DatabaseError, Refusal } from '../errors.ts'
import { notTheirs, withDegrees } from './budget.ts'
import type { Budget, SetCap } from './schema.ts'

/** Postgres: invalid_parameter_value, as the function in the migration raises it with what the plan allows. */
const MORE_THAN_THE_PLAN = '22023'

/** Lowered, it holds from the next question on; raised, what waited for it goes on at once. */
export async function setCap({ db }: PersonContext, client: string, { cap }: SetCap): Promise<Budget> {
  // Generated types know no argument that may be null.
  const { data, error } = await db.rpc('set_cap', { client, cap: cap as number })
  if (error?.code === MORE_THAN_THE_PLAN) {
    const allowed = (Number(error.message) / 1e6).toLocaleString('en', { style: 'currency', currency: 'USD' })
    throw new Refusal('invalid', `Your plan allows at most ${allowed} a month`)
  }
  if (error) throw new DatabaseError(error)
  const [row] = data
  return row ? withDegrees(row.budget) : notTheirs(db, client)
}
