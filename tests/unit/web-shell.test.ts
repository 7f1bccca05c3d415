import { readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { weighWindows } from '../bench/weight.ts'
import { files, module, root } from '../support/house.ts'

const web = files('web')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const pages = web.filter((file) => file.endsWith('.html'))
const rooms = pages.filter((page) => page.startsWith('web/portal/'))
const styles = web.filter((file) => file.endsWith('.css'))

test('no page loads more script than it may, each file compressed by itself', async () => {
  const weighed = await weighWindows()
  expect(weighed.map(({ name }) => name)).toEqual(expect.arrayContaining(['portal', 'mailboxes and settings']))
  expect(weighed.filter(({ value, bound }) => value > (bound && 'most' in bound ? bound.most : 0))).toEqual([])
})

test.each(rooms)('what %s starts with is asked for at once, without a chain of imports', (page) => {
  const preloaded = [...read(page).matchAll(/rel="modulepreload" href="([^"]+)"/g)]
  const [, entry = ''] = read(page).match(/<script type="module" src="([^"]+)"/) ?? []
  const started = startedBy(`web${entry}`).filter((file) => file !== `web${entry}`)
  expect(preloaded.map(([, href]) => `web${href}`).sort()).toEqual(started.sort())
})

test.each(rooms)('%s holds every picture that its scripts draw', (page) => {
  const [, entry = ''] = read(page).match(/<script type="module" src="([^"]+)"/) ?? []
  const scripts = startedBy(`web${entry}`).filter((file) => file !== 'web/shared/html.js')
  const drawn = scripts.flatMap((file) => [...read(file).matchAll(/\bicon\('([a-z]+)'\)|banner\([^,]+, '([a-z]+)'/g)])
  const shown = [...read(page).matchAll(/href="#icon-([a-z]+)"/g)].map(([, name]) => name)
  const held = [...read(page).matchAll(/<symbol id="icon-([a-z]+)"/g)].map(([, name]) => name)
  expect([...shown, ...drawn.map(([, name, other]) => name ?? other)].filter((name) => !held.includes(name))).toEqual(
    [],
  )
})

test('the landing page needs no more than 10 kB of script', () => {
  const scripts = [...read('web/index.html').matchAll(/<script[^>]*src="([^"]+)"/g)].map(([, src]) => `web${src}`)
  expect(scripts).not.toEqual([])
  expect(travelling(scripts)).toBeLessThan(10_000)
})

test('the service worker keeps the whole shell, and nothing of the API', () => {
  const lists = [...read('web/portal/sw.js').matchAll(/const (?:PAGES|LATER) = \[([^\]]*)\]/g)]
  const later = lists.flatMap(([, list = '']) => [...list.matchAll(/'([^']+)'/g)].map(([, address = '']) => address))
  const named = rooms.flatMap((page) => [...read(page).matchAll(/(?:src|href)="(\/(?:portal|shared)\/[^"?]+)"/g)])
  const kept = new Set([...later, ...named.map(([, address = '']) => address)])
  // The system takes an app's icons when it installs it, from the manifest.
  const shell = web
    .filter((file) => /^web\/(portal|shared)\//.test(file) && !/sw\.js$|\/icon-.*\.png$/.test(file))
    .map((file) => file.slice('web'.length).replace(/index\.html$/, ''))
  expect(shell.filter((address) => !kept.has(address))).toEqual([])
  expect([...kept].filter((address) => !web.includes(fileOf(address)))).toEqual([])
})

test('every file that a page or the manifest names is there', () => {
  const named = pages.flatMap((page) =>
    [...read(page).matchAll(/\s(?:src|href)="(\/[^"?#]*)/g)].map(([, to = '']) => to),
  )
  const manifest: { icons: { src: string }[] } = JSON.parse(read('web/portal/manifest.webmanifest'))
  const wanted = [...named, ...manifest.icons.map(({ src }) => src)].filter((address) => !address.startsWith('/api/'))
  expect(wanted.length).toBeGreaterThan(20)
  expect(wanted.map(fileOf).filter((file) => !web.includes(file))).toEqual([])
})

test.each(pages)('%s has nothing that the content security policy would refuse', (page) => {
  const markup = read(page)
  expect(markup).not.toMatch(/<style\b|<script(?![^>]*\bsrc=)|\sstyle=|\son[a-z]+=|javascript:|https?:\/\//)
})

test.each(styles)('%s is layered, and leaves left and right to the direction of the script', (file) => {
  const sheet = read(file).replace(/\/\*[\s\S]*?\*\//g, '')
  expect(sheet.trim()).toMatch(/^@layer /)
  expect(sheet).not.toMatch(
    /[\s{;](?:margin|padding|border)-(?:left|right)\b|[\s{;](?:left|right)\s*:|text-align:\s*(?:left|right)/,
  )
  expect(sheet).not.toMatch(/@import|url\(/)
})

test('only api.js talks to the network', () => {
  const talkers = web.filter(
    (file) => /\.js$/.test(file) && /\b(fetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon)/.test(read(file)),
  )
  expect(talkers.sort()).toEqual(['web/portal/sw.js', 'web/shared/api.js'])
})

test('nothing turns a string into markup', () => {
  const sinks = /innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|setHTML|\beval\(|new Function/
  expect(web.filter((file) => /\.js$/.test(file) && sinks.test(read(file)))).toEqual([])
})

function travelling(scripts: string[]): number {
  return scripts.reduce((sum, script) => sum + gzipSync(read(script), { level: 9 }).length, 0)
}

/** A module and all that it imports before it runs. */
function startedBy(file: string, found = new Set<string>()): string[] {
  if (found.has(file)) return []
  found.add(file)
  for (const { to, kind } of module(file, read(file)).imports) if (kind === 'value') startedBy(to, found)
  return [...found]
}

function fileOf(address: string): string {
  return `web${address.endsWith('/') ? `${address}index.html` : address}`
}
