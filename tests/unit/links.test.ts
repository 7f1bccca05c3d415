import fc from 'fast-check'
import { expect, test } from 'vitest'
import { foreignLinks, linksIn } from '../../core/claims/links.ts'

const THREAD = [
  'Please sign at https://sorrel.example/sign?id=7 or see www.sorrel.example. Ben',
  'Ben Sorrel <ben@sorrel.example>\nbücher.example/buch',
]
const foreign = (text: string) => foreignLinks(text, THREAD).map((link) => link.text)

test.each([
  ['See https://evil.example/x', 'https://evil.example/x'],
  ['See evil.example.', 'evil.example'],
  ['See evil.ru, please', 'evil.ru'],
  ['See www.evil.info/path?q=1!', 'www.evil.info/path?q=1'],
  ['[your form](https://evil.example/a)', 'https://evil.example/a'],
  ['[form](evil/path)', 'evil/path'],
  ['![](//evil.example/p.png)', '//evil.example/p.png'],
  ['<https://evil.example>', 'https://evil.example'],
  ['HTTPS://EVIL.EXAMPLE', 'HTTPS://EVIL.EXAMPLE'],
  ['hxxps://evil.example', 'hxxps://evil.example'],
  ['https:\\\\evil.example', 'https:\\\\evil.example'],
  ['https://sorrel.example@evil.example/sign', 'https://sorrel.example@evil.example/sign'],
  ['https://user:pw@sorrel.example/sign?id=7', 'https://user:pw@sorrel.example/sign?id=7'],
  ['https://xn--srrel-jua.example', 'https://xn--srrel-jua.example'],
  ['https://sоrrel.example/sign?id=7', 'https://sоrrel.example/sign?id=7'],
  ['http://[2001:db8::1]/x', 'http://[2001:db8::1]/x'],
  ['http://203.0.113.9/x', 'http://203.0.113.9/x'],
  ['203.0.113.9/x', '203.0.113.9/x'],
  ['http://3405803785/', 'http://3405803785/'],
  ['evil。example', 'evil。example'],
  ['ｅｖｉｌ．ｅｘａｍｐｌｅ', 'ｅｖｉｌ．ｅｘａｍｐｌｅ'],
  ['evil[.]example', 'evil[.]example'],
  ['evil (dot) example', 'evil (dot) example'],
  ['evil dot com', 'evil dot com'],
  ['ev\u200bil.example', 'ev\u200bil.example'],
  ['пример.рф', 'пример.рф'],
  ['https://\nevil.example/x', 'evil.example/x'],
  ['https://evil.\nexample/x', 'https://evil'],
  ['evil.anything/path', 'evil.anything/path'],
  ['evil.example:8080', 'evil.example:8080'],
  ['https://sorrel.example/sign?id=8', 'https://sorrel.example/sign?id=8'],
  ['https://sorrel.example/sign?id=7#secret', 'https://sorrel.example/sign?id=7#secret'],
  ['https://sorrel.example:8443/sign?id=7', 'https://sorrel.example:8443/sign?id=7'],
  ['sorrel.example.evil.example', 'sorrel.example.evil.example'],
  ['javascript:alert(1)', 'javascript:alert(1'],
  ['data:text/html,hi', 'data:text/html,hi'],
  ['mailto:thief@evil.example?body=x', 'mailto:thief@evil.example?body=x'],
  ['ftp://evil.example/a', 'ftp://evil.example/a'],
])('in %j the foreign link is found', (text, link) => {
  expect(foreign(text)).toContain(link)
})

test.each([
  'https://sorrel.example/sign?id=7.',
  'HTTP://Sorrel.example/sign?id=7',
  '[the form](https://sorrel.example/sign?id=7)',
  'www.sorrel.example, sorrel.example and https://www.sorrel.example/',
  'xn--bcher-kva.example/buch',
  'ben@sorrel.example wrote',
])('%j stands in the conversation', (text) => {
  expect(foreign(text)).toEqual([])
})

test.each([
  'At 10.30 a.m., i.e. before noon; e.g. on 3.11.2026, z.B. um 9.30 Uhr, u.a. mit Dr.Weber.',
  'The invoice.pdf of 1.250,00 EUR and and/or 24/7, 12/2026. See no. 4.',
  'Dear Ben,\n\nThank you.Yes, that works.\n\nAda Quill',
  'Data: the results. Note: none // nothing',
])('%j has no link', (text) => {
  expect(linksIn(text)).toEqual([])
})

test('every place that is named is cut from the text as it stands, and a text knows its own links', () => {
  const text = fc.array(
    fc.oneof(
      fc.constantFrom('https://', 'a.example', '/', '@', '[x](', ')', '。', ' dot ', 'com', '\n', '[.]'),
      fc.string({ unit: 'binary' }),
    ),
    { maxLength: 20 },
  )
  fc.assert(
    fc.property(
      text.map((parts) => parts.join('')),
      (said) => {
        for (const { text, start, end } of linksIn(said)) expect(said.slice(start, end)).toBe(text)
        expect(foreignLinks(said, [said])).toEqual([])
      },
    ),
    { numRuns: 1000 },
  )
})

test.each([
  ['dots', 'a.'.repeat(50_000)],
  ['letters', 'a'.repeat(100_000)],
  ['slashes', '//a'.repeat(30_000)],
  ['brackets', ']('.repeat(50_000)],
  ['schemes', 'http://'.repeat(15_000)],
])('%s: a hostile text is read in time', (_, text) => {
  const began = performance.now()
  linksIn(text)
  expect(performance.now() - began).toBeLessThan(2000)
})
