import { deflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { extractApart } from '../../core/threads/extract-apart.ts'

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

/** An archive as the simplest program would write it. */
function zip(files: Record<string, string | Buffer>, flags = 0): Buffer {
  const [local, central]: [Buffer[], Buffer[]] = [[], []]
  let at = 0
  for (const [name, content] of Object.entries(files)) {
    const raw = Buffer.from(content)
    const data = deflateRawSync(raw)
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(flags, 2)
    fields.writeUInt16LE(8, 4)
    fields.writeUInt32LE(data.length, 14)
    fields.writeUInt32LE(raw.length, 18)
    fields.writeUInt16LE(name.length, 22)
    const head = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), data])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(at, 10)
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), fields, tail, Buffer.from(name)]))
    local.push(head)
    at += head.length
  }
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 'latin1')
  end.writeUInt16LE(central.length, 8)
  end.writeUInt16LE(central.length, 10)
  end.writeUInt32LE(Buffer.concat(central).length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...local, ...central, end])
}

/** A PDF with a line on each page; with a password, one that nobody knows. */
function pdf(pages: string[], locked = false): Buffer {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, nth) => `${4 + 2 * nth} 0 R`).join(' ')}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    ...pages.flatMap((text, nth) => {
      const drawing = `BT /F1 12 Tf 72 700 Td (${text}) Tj ET`
      return [
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >> /Contents ${5 + 2 * nth} 0 R >>`,
        `<< /Length ${drawing.length} >>\nstream\n${drawing}\nendstream`,
      ]
    }),
  ]
  let body = '%PDF-1.4\n'
  const offsets = objects.map((object, nth) => {
    const offset = body.length
    body += `${nth + 1} 0 obj\n${object}\nendobj\n`
    return offset
  })
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  const word = 'ab'.repeat(32)
  const lock = locked
    ? ` /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <${word}> /U <${word}> >> /ID [<${word.slice(32)}> <${word.slice(32)}>]`
    : ''
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R${lock} >>\nstartxref\n${body.length}\n%%EOF`
  return Buffer.from(`${body}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${trailer}`, 'latin1')
}
