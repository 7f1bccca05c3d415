import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { AS_SAID, type Curve, chanceOf, curveOf, type Label } from '../../../core/threads/calibration.ts'
import { Judged } from '../../../core/threads/schema.ts'
import { transcript } from '../../../core/threads/transcript.ts'
import { TRIAGE } from '../../../core/threads/triage.prompt.ts'
import { createClaude } from '../../../local/claude/create.ts'

/** Each mail with what a person said of it, `+` a reply is needed or `-`, and what the stand-in is asked and says. */
const claude = createClaude({ keys: ['k'], now: () => 0 })
const lines = readFileSync(path.join(import.meta.dirname, 'mails.txt'), 'utf8')
  .trimEnd()
  .split('\n')
const labels = await Promise.all(lines.map(labelOf))
/** The pairs of mails that follow one another, every other one: neither half has seen a mail of the other. */
const halves = [labels.filter((_, line) => line % 4 < 2), labels.filter((_, line) => line % 4 > 1)] as const

test('one half of the set calibrates the other: nearer to the truth, and as often right as it says', () => {
  for (const [learnt, held] of [halves, [...halves].reverse()] as [Label[], Label[]][]) {
    const curve = curveOf(learnt)
    const figures = [brier(AS_SAID, held), brier(curve, held), error(AS_SAID, held), error(curve, held)]
    const [before = 0, after = 1, off = 0, less = 1] = figures
    process.stdout.write(
      `Brier ${before.toFixed(3)} → ${after.toFixed(3)}, calibration error ${off.toFixed(3)} → ${less.toFixed(3)} ` +
        `(${learnt.length} mails for ${held.length})\n`,
    )
    expect(after).toBeLessThan(before)
    expect(less).toBeLessThan(off)
  }
  expect(labels.length).toBeGreaterThanOrEqual(170)
})

test('with few labels it leans on what everybody begins with, and does not do worse for having learnt', () => {
  for (const count of [4, 8, 16, 32]) {
    const parts = halves.flatMap(([...learnt], half) =>
      Array.from({ length: Math.floor(learnt.length / count) }, (_, part) => {
        const curve = curveOf(learnt.slice(part * count, (part + 1) * count))
        return brier(curve, halves[1 - half] ?? []) - brier(AS_SAID, halves[1 - half] ?? [])
      }),
    )
    const mean = parts.reduce((sum, each) => sum + each, 0) / parts.length
    expect(mean, `with ${count} labels`).toBeLessThan(0)
  }
})

const chance = (curve: Curve, { score }: Label) => chanceOf(curve, score) / 100
const truth = ({ needed }: Label) => (needed ? 1 : 0)

/** Brier 1950: the mean square of what was said less what was so. */
const brier = (curve: Curve, seen: Label[]) =>
  seen.reduce((sum, label) => sum + (chance(curve, label) - truth(label)) ** 2, 0) / seen.length

/** Expected calibration error in ten bins: how far what is said is from how often it is so. */
function error(curve: Curve, seen: Label[]): number {
  const bins = Map.groupBy(seen, (label) => Math.min(9, Math.floor(10 * chance(curve, label))))
  const off = [...bins.values()].map((bin) =>
    Math.abs(bin.reduce((sum, label) => sum + chance(curve, label) - truth(label), 0)),
  )
  return off.reduce((sum, each) => sum + each, 0) / seen.length
}

async function labelOf(line: string): Promise<Label> {
  const [needed, from = '', subject = '', own = ''] = line.split(' | ')
  const [, from_name = '', from_address = ''] = /^(.+) <(.+)>$/.exec(from) ?? []
  const said = { id: '', direction: 'inbound' as const, reply_to: [], received_at: '2026-11-20', approval: null }
  const response = await claude.app.request('/v1/messages', {
    method: 'POST',
    headers: { 'x-api-key': 'k', 'anthropic-version': '2026-10-21' },
    body: JSON.stringify({
      model: 'claude-haiku-5-5',
      max_tokens: 300,
      system: TRIAGE,
      messages: [{ role: 'user', content: transcript([{ ...said, from_name, from_address, subject, own }]) }],
      output_config: { format: { type: 'json_schema', schema: z.toJSONSchema(Judged) } },
    }),
  })
  const { score } = Judged.parse(JSON.parse((await response.json()).content[0].text))
  if (score === undefined) throw new Error(`No score for "${subject}"`)
  return { score, needed: needed === '+' }
}
