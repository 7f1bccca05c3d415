import { expect, test } from 'vitest'
import { extractApart } from '../../core/threads/extract-apart.ts'
import { pdf, zip } from '../support/documents.ts'

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
const word = (paragraphs: string) =>
  zip({ 'word/document.xml': `<w:document ${W}><w:body>${paragraphs}</w:body></w:document>` })
const paragraph = (text: string) => `<w:p><w:r><w:t>${text}</w:t></w:r></w:p>`
const said = (text: string) => ({ status: 'extracted', text })

test('a text, a table and an invitation are read as they are, in the charset they are in', async () => {
  expect(await extractApart('text', Buffer.from('été;1\r\nñ;2'))).toEqual(said('été;1\nñ;2'))
  expect(await extractApart('text', Buffer.from('été, longer', 'latin1'))).toEqual(said('été, longer'))
  expect(await extractApart('text', Buffer.from('\ufeffété', 'utf16le'))).toEqual(said('été'))
})

test('a Word document is read paragraph by paragraph', async () => {
  const document = word(`${paragraph('Dear Ada,')}${paragraph('2 &lt; 3 &amp; more')}`)
  expect(await extractApart('docx', document)).toEqual(said('Dear Ada,\n2 < 3 & more'))
})

test('a workbook is read row by row', async () => {
  const workbook = zip({
    'xl/sharedStrings.xml': '<sst><si><t>Rent</t></si><si><r><t>Heat</t></r><r><t>ing</t></r></si></sst>',
    'xl/worksheets/sheet1.xml':
      '<worksheet><sheetData><row><c t="s"><v>0</v></c><c><v>950</v></c></row><row><c t="s"><v>1</v></c><c t="inlineStr"><is><t>n/a</t></is></c></row></sheetData></worksheet>',
  })
  expect(await extractApart('xlsx', workbook)).toEqual(said('Rent\t950\nHeating\tn/a'))
})

test('a PDF is read page by page', async () => {
  expect(await extractApart('pdf', pdf(['The notice period', 'is three months.']))).toEqual(
    said('The notice period\n\nis three months.'),
  )
})

test('a PDF of a thousand pages is read as far as anybody would', async () => {
  const { status, text } = await extractApart('pdf', pdf(Array.from({ length: 1000 }, (_, nth) => `Page ${nth + 1}`)))
  expect(status).toBe('extracted')
  expect(text).toMatch(/^Page 1\n\nPage 2\n/)
  expect(text).toMatch(/Page 100$/)
}, 30_000)

test('what has a password says so', async () => {
  const vault = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)])
  const locked = zip({ 'word/document.xml': 'x' }, 1)
  for (const [kind, file] of [
    ['docx', vault],
    ['xlsx', vault],
    ['docx', locked],
    ['pdf', pdf(['secret'], true)],
  ] as const) {
    expect(await extractApart(kind, file)).toEqual({ status: 'encrypted', text: '' })
  }
})

test('a bomb does not unfold', async () => {
  const bomb = zip({ 'word/document.xml': Buffer.alloc(100_000_000, 'a') })
  expect(bomb.length).toBeLessThan(200_000)
  expect(await extractApart('docx', bomb)).toEqual({ status: 'too_large', text: '' })
  const many = zip(
    Object.fromEntries(
      Array.from({ length: 20 }, (_, nth) => [`xl/worksheets/sheet${nth + 1}.xml`, Buffer.alloc(5_000_000, ' ')]),
    ),
  )
  expect(await extractApart('xlsx', many)).toEqual({ status: 'too_large', text: '' })
})

test('a billion laughs are not laughed', async () => {
  const entities = Array.from({ length: 10 }, (_, nth) => `<!ENTITY l${nth + 1} "${`&l${nth};`.repeat(10)}">`)
  const laughs = `<!DOCTYPE x [<!ENTITY l0 "lol">${entities.join('')}]><w:document ${W}>${paragraph('&l10;')}</w:document>`
  const { status, text } = await extractApart('docx', zip({ 'word/document.xml': laughs }))
  expect(status).toBe('extracted')
  expect(text.length).toBeLessThan(100)
})

test.each([
  ['pdf', pdf(['The notice period']).subarray(0, 200)],
  ['pdf', Buffer.from('%PDF-1.7 and nothing more')],
  ['docx', word(paragraph('Dear Ada')).subarray(0, 60)],
  ['docx', zip({ 'other.xml': 'x' })],
  ['xlsx', zip({ 'xl/workbook.xml': 'x' })],
  ['docx', Buffer.from('PK\x03\x04 nothing of the kind')],
  ['docx', Buffer.alloc(0)],
] as const)('a broken %s fails, visibly', async (kind, file) => {
  expect((await extractApart(kind, file)).status).toBe('failed')
})

test('a deep document does not bring its reader down', async () => {
  const deep = word('<w:p>'.repeat(100_000) + paragraph('deep'))
  expect(['extracted', 'failed']).toContain((await extractApart('docx', deep)).status)
}, 30_000)
