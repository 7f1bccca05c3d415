import type { PersonContext } from '../context.ts'
import { Refusal } from '../errors.ts'
import { changeRule } from './change.ts'
import { getRule } from './get.ts'
import { ChangeRule, type RestoreRule, type Rule } from './schema.ts'

/** Reads again as it did once: as a new version, so that this too can be taken back. */
export async function restoreRule(context: PersonContext, id: string, asked: RestoreRule): Promise<Rule> {
  const { kind } = await getRule(context, id)
  const { data: once } = await context.db
    .from('rule_versions')
    .select('name, body, scope, scope_value, active')
    .eq('rule_id', id)
    .eq('version', asked.restores)
    .maybeSingle()
    .throwOnError()
  if (!once) throw new Refusal('not_found', 'There is no such version of it')
  return changeRule(context, id, ChangeRule.parse({ ...once, kind, version: asked.version }))
}
