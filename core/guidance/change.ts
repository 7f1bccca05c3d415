import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { getRule } from './get.ts'
import { refusalOf } from './refusal-of.ts'
import { type ChangeRule, Rule } from './schema.ts'

/**
 * A new version of it, from the next draft on; what it said before is kept.
 * @throws {Refusal} `changed` when it is another version by now, `invalid` for another kind, `conflict` for a name that is taken
 */
export async function changeRule(context: PersonContext, id: string, changed: ChangeRule): Promise<Rule> {
  const { kind } = await getRule(context, id)
  if (kind !== changed.kind) throw new Refusal('invalid', 'A rule stays a rule, and a snippet a snippet')

  const { data, error } = await context.db.rpc('change_rule', {
    rule: id,
    seen_version: changed.version,
    new_name: changed.name,
    new_body: changed.body,
    new_scope: changed.scope,
    new_value: changed.scope === 'everywhere' ? '' : changed.scope_value,
    used: changed.active,
  })
  if (error) throw refusalOf(error)
  if (!data[0]) throw new Refusal('changed', 'It was changed elsewhere meanwhile; please look at it again')
  return Rule.parse(data[0])
}
