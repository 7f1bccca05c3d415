import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { minify } from '../../local/minify.ts'
import { module, root } from '../support/house.ts'
import type { Measure } from './measure.ts'

const PAGES = [
  { page: 'web/index.html', name: 'landing page', most: 10 },
  { page: 'web/portal/index.html', name: 'portal', most: 35 },
  { page: 'web/portal/mailboxes/index.html', name: 'mailboxes and settings', most: 35 },
  { page: 'web/portal/knowledge/index.html', name: 'knowledge', most: 35 },
  { page: 'web/portal/rules/index.html', name: 'never and always', most: 35 },
  { page: 'web/portal/voice/index.html', name: 'voice and memory', most: 35 },
  { page: 'web/portal/scorecard/index.html', name: 'scorecard', most: 35 },
  { page: 'web/portal/account/index.html', name: 'sign-in', most: 35 },
]

/** The script a page can ever load, each file minified and gzipped on its own, as it travels: what is imported later counts too. */
export async function weighWindows(): Promise<Measure[]> {
  const pages = PAGES.filter(({ page }) => existsSync(path.join(root, page)))
  const weighed = pages.map(async ({ page, name, most }) => {
    const scripts = [...scriptsOf(page)]
    const sizes = await Promise.all(scripts.map(async (file) => gzipSync(await minify(path.join(root, file))).length))
    const bytes = sizes.reduce((sum, size) => sum + size, 0)
    return {
      part: 'JavaScript, gzipped',
      name,
      value: bytes / 1000,
      unit: 'kB',
      bound: { most },
      note: `${scripts.length} files`,
    }
  })
  return Promise.all(weighed)
}

function scriptsOf(page: string): Set<string> {
  const html = readFileSync(path.join(root, page), 'utf8')
  const sources = [...html.matchAll(/<script[^>]*\ssrc="([^"]+)"/g)].map(([, source = '']) => source)
  const found = new Set<string>()
  for (const source of sources) collect(fileAt(source, path.posix.dirname(page)), found)
  return found
}

function collect(file: string, found: Set<string>): void {
  if (found.has(file)) return
  found.add(file)
  const text = readFileSync(path.join(root, file), 'utf8')
  const imported = module(file, text)
    .imports.filter(({ kind }) => kind !== 'type')
    .map(({ to }) => (to.startsWith('/') ? fileAt(to, '') : to))
  // A service worker is named, not imported.
  const named = [...text.matchAll(/['"](\/[^'"\s]+\.js)['"]/g)].map(([, address = '']) => fileAt(address, ''))
  for (const next of [...imported, ...named]) collect(next, found)
}

const fileAt = (address: string, folder: string) =>
  address.startsWith('/') ? path.posix.join('web', address) : path.posix.join(folder, address)
