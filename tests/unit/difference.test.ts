import path from 'node:path'
import { expect, test } from 'vitest'
import { root } from '../support/house.ts'

type Part = { kind: 'same' | 'gone' | 'new'; text: string }
type Browsers = { difference(before: string, after: string, language: string): Part[] }

/** As a browser loads it. */
const { difference }: Browsers = await import(path.join(root, 'web/portal/rules/difference.js'))

const shown = (before: string, after: string, language = 'en') =>
  difference(before, after, language)
    .map(({ kind, text }) => (kind === 'same' ? text : `${kind === 'gone' ? '-' : '+'}[${text}]`))
    .join('')

test.each([
  ['nothing', 'Dear Ben, yes.', 'Dear Ben, yes.', 'en', 'Dear Ben, yes.'],
  ['a word for a word', 'Dear Ben, yes.', 'Dear Ben, no.', 'en', 'Dear Ben, -[yes]+[no].'],
  ['what was left out', 'Thank you. We open at 8.', 'We open at 8.', 'en', '-[Thank you. ]We open at 8.'],
  ['what was added', 'Yes.', 'Yes. Call us.', 'en', 'Yes.+[ Call us.]'],
  ['all of it', '', 'Yes.', 'en', '+[Yes.]'],
  ['words that are not set apart', '明日伺います', '明日参ります', 'ja', '明日-[伺い]+[参り]ます'],
  ['a language nobody knows', 'One two', 'One three', 'x?', 'One -[two]+[three]'],
])('of two texts it shows %s', (_, before, after, language, expected) => {
  expect(shown(before, after, language)).toBe(expected)
})

test('both texts can be read in what it shows, whatever they are', () => {
  const words = ['a', 'b', 'c', ' ', '\n', '. ']
  let seed = 7
  const random = () => {
    seed = (seed * 48271) % 2147483647
    return seed
  }
  const text = () => Array.from({ length: random() % 40 }, () => words[random() % words.length]).join('')
  for (let nth = 0; nth < 300; nth++) {
    const [before, after] = [text(), text()]
    const parts = difference(before, after, 'en')
    const without = (kind: string) => parts.flatMap((part) => (part.kind === kind ? [] : [part.text])).join('')
    expect(without('new')).toBe(before)
    expect(without('gone')).toBe(after)
  }
})

test('texts too long to be compared are shown as two', () => {
  const long = 'word '.repeat(2000)
  expect(difference(long, `${long}more`, 'en').map(({ kind }) => kind)).toEqual(['gone', 'new'])
})
