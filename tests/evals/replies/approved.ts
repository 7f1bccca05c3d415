import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fingerprint } from '../../../core/crypto.ts'
import { digestOf, readCases, SET_VERSION } from './cases.ts'
import type { Measured } from './measure.ts'
import { figuresOf } from './report.ts'
import { candidate } from './rules.ts'

const FILE = new URL('approved.json', import.meta.url)

/** By which rules replies may be written: those somebody has measured last. */
type Approved = { set: number; cases: string; rules: string; model: string; clean: number; invention: number }

export const approved = (): Approved => JSON.parse(readFileSync(FILE, 'utf8'))

export async function record(measured: Measured[], model: string): Promise<void> {
  const { clean, invention } = figuresOf(measured)
  const now: Approved = {
    set: SET_VERSION,
    cases: digestOf(readCases()),
    rules: await fingerprint(candidate),
    model,
    clean: clean.hits,
    invention: invention.hits,
  }
  writeFileSync(FILE, `${JSON.stringify(now, null, 2)}\n`)
}

/** The commit that recorded last; its rules are what is in use. */
export const recordedAt = (): string =>
  execFileSync('git', ['log', '-1', '--format=%h', '--', FILE.pathname], { encoding: 'utf8' }).trim()
