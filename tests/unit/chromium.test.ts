import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findChromium } from '../support/chromium.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'chromium-'))
afterAll(() => rmSync(folder, { recursive: true }))

const program = (name: string) => {
  const file = path.join(folder, name)
  writeFileSync(file, '')
  chmodSync(file, 0o755)
  return file
}

test('a Chromium on the PATH is found, and one that is named goes before it', () => {
  const installed = program('chromium')
  const named = program('my-chromium')
  expect(findChromium({ PATH: folder })).toBe(installed)
  expect(findChromium({ PATH: folder, CHROMIUM_PATH: named })).toBe(named)
})

test('a Chromium that is named but not there is not silently replaced', () => {
  program('chromium')
  expect(findChromium({ PATH: folder, CHROMIUM_PATH: path.join(folder, 'gone') })).toBeUndefined()
})
