import type { PersonContext } from '../context.ts'
import { foundRule } from './get.ts'
import type { Rule } from './schema.ts'

/** With all it ever said. Answers what it was, so that it can be said again. */
export async function deleteRule({ db }: PersonContext, id: string): Promise<Rule> {
  const { data } = await db.rpc('delete_rule', { rule: id }).throwOnError()
  return foundRule(data[0])
}
