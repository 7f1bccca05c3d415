import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { type Cost, costOfReading } from '../support/alone.ts'

const corpora = process.env.CORPORA_DIR ?? ''
const folder = mkdtempSync(path.join(os.tmpdir(), 'corpus-'))
afterAll(() => rmSync(folder, { recursive: true }))

const under = (at: string, pattern: string) =>
  globSync(pattern, { cwd: path.join(corpora, at) }).map((file) => path.join(corpora, at, file))

/** What is no mail yet becomes one. */
const mailed = (type: string, bodies: string[]) =>
  bodies.map((body, nth) => {
    const file = path.join(folder, `${type.replace('/', '-')}-${nth}.eml`)
    writeFileSync(file, `From: a@b.example\r\nSubject: x\r\nContent-Type: ${type}; charset=utf-8\r\n\r\n${body}`)
    return file
  })
const payloads = JSON.parse(readFileSync(path.join(corpora, 'html', 'dompurify-payloads.json'), 'utf8')) as {
  payload: string
}[]

test.each([
  ['mails', under('mime', '**/*.eml')],
  [
    'hostile pages',
    mailed(
      'text/html',
      payloads.map(({ payload }) => payload),
    ),
  ],
  [
    'replies',
    mailed(
      'text/plain',
      under('replies', '**/*.txt').map((file) => readFileSync(file, 'utf8')),
    ),
  ],
])(
  'the worst of the %s is read within 64 MB and one second, and so are all of them in one process',
  async (name, files) => {
    const costs = await costOfReading(files)
    const by = (key: 'ms' | 'grownMb') => costs.reduce((worst, cost) => (cost[key] > worst[key] ? cost : worst)) as Cost
    const [slowest, largest] = [by('ms'), by('grownMb')]
    process.stdout.write(
      `${costs.length} ${name}: at most ${slowest.ms.toFixed(0)} ms, ${largest.grownMb.toFixed(0)} MB in all\n`,
    )
    expect(costs.length).toBeGreaterThan(30)
    expect(slowest.ms, slowest.file).toBeLessThan(1000)
    expect(largest.grownMb, largest.file).toBeLessThan(64)
  },
)
