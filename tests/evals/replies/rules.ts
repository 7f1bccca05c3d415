import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { COMPOSE } from '../../../core/drafts/compose.prompt.ts'

const FILE = 'core/drafts/compose.prompt.ts'
const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The rules replies are written by here: the candidate. */
export const candidate = COMPOSE

/** The rules of another state of the repository; the file holds words and nothing else. */
export async function rulesAt(ref: string): Promise<string> {
  const text = execFileSync('git', ['show', `${ref}:${FILE}`], { cwd: root, encoding: 'utf8' })
  const copy = path.join(root, '.local', 'compose.prompt.at.ts')
  mkdirSync(path.dirname(copy), { recursive: true })
  writeFileSync(copy, text)
  const module: { COMPOSE: string } = await import(pathToFileURL(copy).href)
  return module.COMPOSE
}
