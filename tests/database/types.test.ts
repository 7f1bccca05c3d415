import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { advise } from '../../local/supabase/advisors.ts'
import { generateTypes } from '../../local/supabase/types.ts'
import { root } from '../support/house.ts'
import { openDatabase } from './fixtures/database.ts'

const { url } = await openDatabase()

test('the types in core are those of the migrations', { timeout: 60_000 }, async () => {
  const written = readFileSync(path.join(root, 'core/database.types.ts'), 'utf8')
  expect(written, 'run npm run types').toBe(await generateTypes(url))
})

test('the advisors have nothing to say', { timeout: 60_000 }, async () => {
  expect(await advise(url)).toEqual([])
})
