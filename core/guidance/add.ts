import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { refusalOf } from './refusal-of.ts'
import { type AddRule, Rule } from './schema.ts'

/** From the next draft on. @throws {Refusal} `not_found` for another's business, `conflict` where a snippet has that name */
export async function addRule({ db }: PersonContext, added: AddRule): Promise<Rule> {
  const { data, error } = await db.rpc('add_rule', {
    client: added.client_id,
    new_kind: added.kind,
    new_name: added.name,
    new_body: added.body,
    new_scope: added.scope,
    new_value: added.scope === 'everywhere' ? '' : added.scope_value,
    used: added.active,
  })
  if (error) throw refusalOf(error)
  if (!data[0]) throw new Refusal('not_found', 'There is no such business')
  return Rule.parse(data[0])
}
