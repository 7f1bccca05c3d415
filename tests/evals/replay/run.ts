import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { emulatedParts, readSettings, type Variables } from '../../../local/settings.ts'
import { recordedAt } from '../replies/approved.ts'
import { candidate, rulesAt } from '../replies/rules.ts'
import { tryOnHistory } from './command.ts'
import { openReplay } from './open.ts'
import { writtenBy } from './way.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const HELP = `npm run replay                      have replies that were sent written again by the rules as they stand here
npm run replay -- --sample 50       so many of them, 200 unless said
npm run replay -- --client UUID     of one business; of all that allow it unless said
npm run replay -- --route NAME      by this route; what it is compared with keeps the configured one
npm run replay -- --against REF     compared with the rules of a commit; with those recorded last unless said, with
                                    nothing but the drafts of then if it is "then"
npm run replay -- --budget 5        dollars, for everything that is compared; 2 unless said
npm run replay -- --at-once 4       so many at the same time

It ends with 0 where nothing is worse, with 1 where something is, and with 2 where too little could be measured to say.
Killed or stopped, the same command goes on where it was.`

const STAND_IN = `Written and judged by the local stand-in: that everything is connected is all these figures prove.
`

const Options = z.object({
  client: z.uuid('--client takes the id of a business').optional(),
  sample: z.coerce.number('--sample takes a number').int().min(1).max(10_000),
  route: z.string().optional(),
  against: z.string().optional(),
  budget: z.coerce.number('--budget takes dollars').positive(),
  'at-once': z.coerce.number('--at-once takes a number').int().min(1).max(32),
})

const CODES = { not_worse: 0, worse: 1, undecided: 2 }

// A line of the log for every call would bury the table.
console.info = () => undefined
try {
  process.exitCode = await run(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`Cannot replay: ${reasonOf(error)}\n`)
  process.exitCode = 2
}

async function run(args: string[]): Promise<number> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args,
    options: {
      client: text,
      sample: { ...text, default: '200' },
      route: text,
      against: text,
      budget: { ...text, default: '2' },
      'at-once': { ...text, default: '4' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) {
    say(HELP)
    return 0
  }
  const { route, against = recordedAt(), 'at-once': atOnce, ...asked } = Options.parse(values)
  const settings = readSettings(path.join(root, '.env'), process.env)
  if (emulatedParts(settings).claude) say(STAND_IN)
  const [context, tried] = await Promise.all([openReplay(settings), openReplay(routed(settings, route))])
  const verdict = await tryOnHistory(context, {
    ...asked,
    atOnce,
    candidate: writtenBy('as it stands here', tried, candidate),
    approved: against === 'then' ? null : writtenBy(against, context, await rulesAt(against)),
    say,
    progress,
  })
  return CODES[verdict]
}

function reasonOf(error: unknown): string {
  if (error instanceof z.ZodError) return z.prettifyError(error)
  const { message } = error instanceof Error ? error : new Error(String(error))
  return message.includes('fetch failed') ? 'nothing answers at SUPABASE_URL; is it running?' : message
}

function routed(settings: Variables, route?: string): Variables {
  return route ? { ...settings, MODEL_COMPOSE: route } : settings
}

function progress(done: number, all: number): void {
  process.stderr.write(process.stderr.isTTY ? `\r${done} of ${all}${done === all ? '\n' : ''}` : `${done} of ${all}\n`)
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
