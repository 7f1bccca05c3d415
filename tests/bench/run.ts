import { mkdirSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { measureDoors } from './doors.ts'
import { measureImports } from './imports.ts'
import { measureKnowledge } from './knowledge.ts'
import { measureMail } from './mail.ts'
import { holds, type Measure } from './measure.ts'
import { measureParsing } from './parse.ts'
import { measureQueue } from './queue.ts'
import { measureScale } from './scale.ts'
import { measureStarts } from './starts.ts'
import { table } from './table.ts'
import { weighWindows } from './weight.ts'
import { type BenchWorld, startBenchWorld } from './world.ts'

const directory = fileURLToPath(new URL('../../.local', import.meta.url))

/** In this order: what runs in processes of its own comes before this one is given the world's environment. */
const ALONE: Record<string, () => Promise<Measure[]>> = {
  weight: weighWindows,
  imports: () => measureImports(path.join(directory, 'bench')),
  knowledge: () => measureKnowledge(path.join(directory, 'bench')),
  scale: () => measureScale(path.join(directory, 'bench')),
  starts: () => measureStarts(path.join(directory, 'bench-start')),
  queue: () => measureQueue(path.join(directory, 'bench-queue')),
}
/** In one world, for the environment is read once. */
const IN_WORLD: Record<string, (world: BenchWorld) => Promise<Measure[]>> = {
  doors: measureDoors,
  parse: measureParsing,
  mail: measureMail,
}

process.exit((await bench(process.argv.slice(2))) ? 0 : 1)

/** Without a word every part; else those that are named. Single timings here are noise: only ratios travel. */
async function bench(named: string[]): Promise<boolean> {
  const parts = [...Object.keys(ALONE), ...Object.keys(IN_WORLD)]
  const unknown = named.find((name) => !parts.includes(name))
  if (unknown) throw new Error(`Cannot measure "${unknown}": there are ${parts.join(', ')}`)

  const began = performance.now()
  const measures: Measure[] = []
  const take = async (measuring: Promise<Measure[]>) => {
    const measured = await measuring
    process.stdout.write(table(measured))
    measures.push(...measured)
  }
  const wanted = (name: string) => named.length === 0 || named.includes(name)
  for (const [name, measure] of Object.entries(ALONE)) if (wanted(name)) await take(measure())
  if (Object.keys(IN_WORLD).some(wanted)) {
    const world = await startBenchWorld(path.join(directory, 'bench'))
    try {
      for (const [name, measure] of Object.entries(IN_WORLD)) if (wanted(name)) await take(measure(world))
    } finally {
      await world.close()
    }
  }

  const missed = measures.filter((measure) => !holds(measure))
  const seconds = Math.round((performance.now() - began) / 1000)
  write({ at: new Date().toISOString(), node: process.version, cores: os.availableParallelism(), seconds, measures })
  process.stdout.write(`\n${verdict(missed)}  (${seconds} s, .local/bench.json)\n`)
  return missed.length === 0
}

function write(report: object): void {
  mkdirSync(directory, { recursive: true })
  writeFileSync(path.join(directory, 'bench.json'), `${JSON.stringify(report, null, 2)}\n`)
}

function verdict(missed: Measure[]): string {
  if (missed.length === 0) return 'Every bound holds'
  return `Missed: ${missed.map(({ part, name }) => `${part}: ${name}`).join('; ')}`
}
