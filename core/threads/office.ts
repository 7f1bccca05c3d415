import { Parser } from 'htmlparser2'
import { openZip } from './zip.ts'

const MOST_SHEETS = 20

/** The running text of a Word document (ECMA-376 §17): paragraphs are lines. */
export function docxText(bytes: Uint8Array, most: number): string {
  const document = openZip(bytes)('word/document.xml')
  if (!document) throw new Error('The document has no text')
  const text: string[] = []
  let [length, inText] = [0, false]
  readXml(document, {
    open(name) {
      if (name === 'w:t') inText = true
      if (name === 'w:tab') text.push('\t')
      if (name === 'w:br') text.push('\n')
    },
    close(name) {
      if (name === 'w:t') inText = false
      if (name === 'w:p') text.push('\n')
      return length < most
    },
    text(data) {
      if (!inText) return
      text.push(data)
      length += data.length
    },
  })
  return text.join('')
}

/** The cells of a workbook (ECMA-376 §18), row by row, as far as they hold values. */
export function xlsxText(bytes: Uint8Array, most: number): string {
  const file = openZip(bytes)
  const shared = sharedStrings(file('xl/sharedStrings.xml'))
  const sheets: string[] = []
  for (let nth = 1; nth <= MOST_SHEETS && sheets.join('').length < most; nth++) {
    const sheet = file(`xl/worksheets/sheet${nth}.xml`)
    if (sheet) sheets.push(sheetText(sheet, shared, most))
  }
  if (!sheets.length) throw new Error('The workbook has no sheet')
  return sheets.join('\n\n')
}

function sharedStrings(document: Buffer | undefined): string[] {
  const strings: string[] = []
  let [text, inText] = ['', false]
  if (document)
    readXml(document, {
      open: (name) => {
        if (name === 'si') text = ''
        inText = name === 't'
      },
      close: (name) => {
        if (name === 't') inText = false
        if (name === 'si') strings.push(text)
        return true
      },
      text: (data) => {
        if (inText) text += data
      },
    })
  return strings
}

function sheetText(sheet: Buffer, shared: string[], most: number): string {
  const rows: string[] = []
  let [cells, kind, value, inValue, length]: [string[], string, string, boolean, number] = [[], '', '', false, 0]
  readXml(sheet, {
    open(name, { t = '' }) {
      if (name === 'c') [kind, value] = [t, '']
      inValue = name === 'v' || name === 't'
    },
    close(name) {
      if (name === 'v' || name === 't') inValue = false
      if (name === 'c') {
        const cell = kind === 's' ? (shared[Number(value)] ?? '') : value
        cells.push(cell)
        length += cell.length + 1
      }
      if (name === 'row') {
        rows.push(cells.join('\t').trimEnd())
        cells = []
      }
      return length < most
    },
    text(data) {
      if (inValue) value += data
    },
  })
  return rows.join('\n')
}

type Reader = {
  open(name: string, attributes: Record<string, string>): void
  /** False when enough has been read. */
  close(name: string): boolean
  text(data: string): void
}

/** Piece by piece, and no further than is wanted. Entities of a document's own are not known here, so none unfolds. */
function readXml(document: Buffer, { open, close, text }: Reader): void {
  let enough = false
  const parser = new Parser(
    {
      onopentag: open,
      ontext: text,
      onclosetag(name) {
        enough ||= !close(name)
      },
    },
    { xmlMode: true },
  )
  const whole = document.toString('utf8')
  for (let at = 0; at < whole.length && !enough; at += 65_536) parser.write(whole.slice(at, at + 65_536))
}
