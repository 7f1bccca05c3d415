import type { PersonContext } from '../context.ts'
import { getRule } from './get.ts'
import { RuleVersions } from './schema.ts'

const MOST = 100

/** How a rule has read, the latest first. */
export async function listVersions(context: PersonContext, id: string): Promise<RuleVersions> {
  await getRule(context, id)
  const { data } = await context.db
    .from('rule_versions')
    .select('*')
    .eq('rule_id', id)
    .order('version', { ascending: false })
    .limit(MOST)
    .throwOnError()
  return RuleVersions.parse({ items: data })
}
