import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { WorkerContext } from '../../../core/context.ts'
import { writeFrom } from '../../../core/drafts/write.ts'
import type { Found } from '../../../core/knowledge/schema.ts'
import type { Metered } from '../../../core/models/schema.ts'
import { ruledBy } from '../ruled-by.ts'
import type { Past } from './past.ts'

export type Reply = { language: string; body: string; questions: unknown[] }

/** One way of answering a mail; what has the same digest answers alike, and is not asked twice. */
export type Way = {
  name: string
  digest: string
  write(context: Metered, past: Past, passages: Found[]): Promise<Reply>
}

/** What the assistant wrote when the mail came. */
export const asThen = ({ env }: WorkerContext): Way => ({
  name: 'then',
  digest: digestOf('then', env.MODEL_JUDGE),
  write: async (_context, { drafted }) => drafted,
})

/** By these rules and the first of these routes; the next one would answer only when that is busy, and otherwise. */
export function writtenBy(name: string, { env }: WorkerContext, rules: string): Way {
  const routes = env.MODEL_COMPOSE.slice(0, 1)
  return {
    name,
    digest: digestOf(rules, routes, env.MODEL_JUDGE),
    write: (context, { brief }, passages) =>
      writeFrom(
        { ...context, env: { ...env, MODEL_COMPOSE: routes }, claude: ruledBy(rules, context.claude) },
        brief,
        passages,
        {},
      ),
  }
}

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** Other code may write, check or measure otherwise, so what it came to is of no use any more. */
function digestOf(...what: unknown[]): string {
  const hash = createHash('sha256').update(JSON.stringify(what))
  for (const file of ['core', 'tests/evals/replay', 'tests/evals'].flatMap(sourcesIn)) hash.update(readFileSync(file))
  return hash.digest('hex')
}

const sourcesIn = (folder: string) =>
  readdirSync(path.join(root, folder), { recursive: folder === 'core', encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .sort()
    .map((file) => path.join(root, folder, file))
