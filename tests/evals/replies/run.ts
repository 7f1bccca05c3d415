import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { WorkerContext } from '../../../core/context.ts'
import { fingerprint } from '../../../core/crypto.ts'
import { readSettings } from '../../../local/settings.ts'
import { compare, differenceIn } from '../compare.ts'
import { record, recordedAt } from './approved.ts'
import { openBench } from './bench.ts'
import { type Case, readCases, SET_VERSION } from './cases.ts'
import { type Measured, measure } from './measure.ts'
import { figuresOf, table } from './report.ts'
import { candidate, rulesAt } from './rules.ts'
import { scored } from './score.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const HELP = `npm run eval                      answer the written set by the rules as they stand here, and judge the answers
npm run eval -- --against HEAD    and by those of a commit: what is worse than they are ends with 1
npm run eval -- --route NAME      by this route; with --against, the other side keeps the configured one
npm run eval -- --most 20         only so many cases
npm run eval -- --record          against what was recorded last; what is not worse is recorded in approved.json`

const { values } = parseArgs({
  options: {
    against: { type: 'string' },
    route: { type: 'string' },
    most: { type: 'string', default: '1000' },
    record: { type: 'boolean', default: false },
    help: { type: 'boolean' },
  },
})
const STAND_IN = `Written and judged by the local stand-in, which follows rules of its own: these figures prove that everything is
connected, and say nothing of how good a model is. Set ANTHROPIC_API_KEY to measure one.
`

// A line of the log for every call would bury the table.
console.info = () => undefined
if (values.help) say(HELP)
else process.exitCode = await run()

async function run(): Promise<number> {
  const settings = readSettings(path.join(root, '.env'), process.env)
  const bench = await openBench(settings)
  try {
    const cases = spread(readCases(), Number(values.most))
    const { env } = bench.context
    const route = values.route ? [values.route] : env.MODEL_COMPOSE
    const measured = await measure({ ...bench.context, env: { ...env, MODEL_COMPOSE: route } }, cases, candidate)
    say(bench.standIn ? STAND_IN : `Written by ${route.join(', ')}, judged by ${env.MODEL_JUDGE.join(', ')}`)
    say(table(measured))
    await keep(measured, route, bench.standIn !== undefined)
    const against = values.record ? recordedAt() : values.against
    if (against && (await isWorse(bench.context, cases, measured, against))) return 1
    if (values.record) await record(measured, bench.standIn ? 'the local stand-in' : route.join(', '))
    return 0
  } finally {
    await bench.close()
  }
}

/** The same mails, answered by the rules of a commit and the configured route. */
async function isWorse(context: WorkerContext, cases: Case[], measured: Measured[], ref: string): Promise<boolean> {
  const current = await measure(context, cases, await rulesAt(ref))
  const compared = compare(current.map(scored), measured.map(scored))
  say(`\nAgainst ${ref}: ${differenceIn(compared)}`)
  say(compared.worse ? 'Worse: this does not ship' : 'Not worse')
  return compared.worse
}

/** Every so manieth, so that few cases are of all kinds too. */
function spread<T>(all: T[], most: number): T[] {
  return all.filter((_, nth) => Math.floor((nth * most) / all.length) !== Math.floor(((nth - 1) * most) / all.length))
}

async function keep(measured: Measured[], route: string[], standIn: boolean): Promise<void> {
  const file = path.join(root, '.local', 'eval.json')
  mkdirSync(path.dirname(file), { recursive: true })
  const answers = measured.map(({ one, reply, faults, verdict }) => ({ id: one.id, body: reply.body, faults, verdict }))
  const result = {
    set: SET_VERSION,
    rules: await fingerprint(candidate),
    route,
    standIn,
    figures: figuresOf(measured),
    answers,
  }
  writeFileSync(file, `${JSON.stringify(result, null, 2)}\n`)
  say(`\nAll answers: ${path.relative(process.cwd(), file)}`)
}

function say(text: string): void {
  process.stdout.write(`${text}\n`)
}
