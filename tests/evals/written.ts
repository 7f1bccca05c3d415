import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Found } from '../../core/knowledge/schema.ts'

/** The blocks of a written set, file by file; each begins with `# `, which is left out. */
export const blocksIn = (directory: string): string[] =>
  globSync('*.txt', { cwd: directory })
    .sort()
    .flatMap((file) => readFileSync(path.join(directory, file), 'utf8').split(/^# /m).slice(1))

/** A passage as the search brings it, of which only this matters. */
export const foundPassage = (
  passage: Pick<Found, 'id' | 'source_id' | 'kind' | 'title' | 'body' | 'language' | 'headings'>,
): Found => ({
  ...passage,
  url: '',
  position: 1,
  page: null,
  begins: 0,
  ends: passage.body.length,
  score: 1,
  likeness: null,
  found_by: ['words'],
})
