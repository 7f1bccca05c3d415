import * as z from 'zod'
import { supabaseCli } from './cli.ts'

export const Finding = z.object({
  name: z.string(),
  level: z.enum(['INFO', 'WARN', 'ERROR']),
  detail: z.string(),
  remediation: z.string(),
})
export type Finding = z.infer<typeof Finding>

const Report = z.object({ results: z.array(Finding) })

/** What Supabase's database linter has to say about this schema. */
export async function advise(databaseUrl: string): Promise<Finding[]> {
  const command = ['db', 'advisors', '--level', 'info', '--fail-on', 'none', '--output-format', 'json']
  const { results } = Report.parse(JSON.parse(await supabaseCli(databaseUrl, command)))
  // In a database nobody has queried yet, every index is unused.
  return results.filter(({ name }) => name !== 'unused_index')
}
