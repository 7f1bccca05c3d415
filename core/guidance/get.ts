import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { Rule } from './schema.ts'

/** @throws {Refusal} `not_found`, also for a rule of somebody else */
export async function getRule({ db }: PersonContext, id: string): Promise<Rule> {
  const { data } = await db.from('rules').select('*').eq('id', id).maybeSingle().throwOnError()
  return foundRule(data)
}

/** @throws {Refusal} `not_found` */
export function foundRule(rule: unknown): Rule {
  if (!rule) throw new Refusal('not_found', 'There is no such rule or snippet')
  return Rule.parse(rule)
}
