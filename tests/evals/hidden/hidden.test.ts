import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { present } from '../../../core/mailboxes/present.ts'
import { seen } from '../../../core/mailboxes/seen.ts'
import { visibleText } from '../../../core/mailboxes/visible-text.ts'
import { legible } from '../../../core/models/legible.ts'
import { percent, share } from '../wilson.ts'

const lines = (name: string) =>
  readFileSync(path.join(import.meta.dirname, name), 'utf8')
    .trimEnd()
    .split('\n')
const around = (html: string) => `<p>Hello there</p>${html}`

const hidden = [
  ...lines('hidden.txt').map((style) => around(`<div style="${style}">zebra</div>`)),
  ...lines('hidden-html.txt').map(around),
]
const harmless = lines('harmless-html.txt').map(around)
const tells = (html: string) => present(html).text.includes('zebra')

test('what a reader would not see does not reach the model', () => {
  const told = hidden.filter(tells)
  const recall = share(hidden.length - told.length, hidden.length)
  process.stdout.write(`Hidden text left out: ${percent(recall)}\n`)
  expect(hidden.length).toBeGreaterThanOrEqual(200)
  expect(told).toEqual([])
})

test('what a reader would see does', () => {
  const lost = harmless.filter((html) => !tells(html))
  process.stdout.write(`Harmless text lost: ${percent(share(lost.length, harmless.length))}\n`)
  expect(harmless.length).toBeGreaterThanOrEqual(80)
  expect(lost).toEqual([])
})

test('around what is hidden, everything stays', () => {
  for (const html of hidden) expect(visibleText(`${html}`)).toContain('Hello there')
})

test('a mail that hides nothing comes back as it was', () => {
  const mail =
    '<div dir="ltr">Yes, <b style="color:#333">today</b>.<table width="600"><tr><td>Ada</td></tr></table></div>'
  expect(seen(mail)).toBe(mail)
})

const TAGS = [...'zebra'].map((letter) => String.fromCodePoint(0xe0000 + (letter.codePointAt(0) ?? 0))).join('')

test.each([
  ['tag characters', `Hello${TAGS} there`, 'Hello there'],
  ['bidirectional controls', 'Pay \u202e001\u202c', 'Pay 001'],
  ['zero-width spaces', 'pass\u200bword\ufeff', 'password'],
  ['a joiner in a Latin word', 'pass\u200dword', 'password'],
  ['variation selectors', 'a\u{E0100}b', 'ab'],
  ['soft hyphens', 'invo\u00adice', 'invoice'],
])('%s are left out', (_, text, left) => {
  expect(legible(text)).toBe(left)
})

test.each(['👩‍👩‍👧 ❤️', '🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}', 'می‌خواهم', 'क्‍ष', 'Ärger, naïve'])(
  'what %s is written with stays',
  (text) => {
    expect(legible(text)).toBe(text)
  },
)

test.each([
  ['deep', '<div style="color:#fff">'.repeat(20_000)],
  ['many', '<p style="color:white">a</p>'.repeat(20_000)],
  ['rules', `<style>${'.a{color:#fff}'.repeat(20_000)}</style>${'<p class="a">b</p>'.repeat(2000)}`],
  ['brackets', `<style>${'@media screen{'.repeat(20_000)}</style><p style="x">a`],
  ['one style', `<p style="${'color:#fff;'.repeat(50_000)}">a`],
])('%s: a hostile mail is read in time', (_, mail) => {
  const began = performance.now()
  seen(mail)
  expect(performance.now() - began).toBeLessThan(4000)
})
