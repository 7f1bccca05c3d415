import { Parser } from 'htmlparser2'
import { openZip } from '../../threads/zip.ts'
import { type Block, outline } from './block.ts'

/** The paragraphs of a Word document (ECMA-376 §17), under the headings its styles make of some of them. */
export function docxBlocks(bytes: Uint8Array): Block[] {
  const file = openZip(bytes)
  const document = file('word/document.xml')
  if (!document) throw new Error('The document has no text')
  const levels = headingStyles(file('word/styles.xml'))
  const blocks: Block[] = []
  const { head, path } = outline()
  let [text, style, inText] = ['', '', false]

  readXml(document, {
    onopentag(name, attributes) {
      if (name === 'w:p') [text, style] = ['', '']
      if (name === 'w:pStyle') style = attributes['w:val'] ?? ''
      if (name === 'w:t') inText = true
      if (name === 'w:tab' || name === 'w:br') text += ' '
    },
    ontext(data) {
      if (inText) text += data
    },
    onclosetag(name) {
      if (name === 'w:t') inText = false
      if (name !== 'w:p') return
      const paragraph = text.replace(/\s+/g, ' ').trim()
      const level = levels.get(style) ?? Number(/^heading ?([1-9])$/i.exec(style)?.[1] ?? 0)
      if (paragraph && level) head(level, paragraph)
      else if (paragraph) blocks.push({ text: paragraph, headings: path(), page: null })
    },
  })
  return blocks
}

/** In every language Word is sold in, the name of a heading's style is told in English (ECMA-376 §17.7.4.9). */
function headingStyles(styles: Buffer | undefined): Map<string, number> {
  const levels = new Map<string, number>()
  let id = ''
  if (styles)
    readXml(styles, {
      onopentag(name, attributes) {
        if (name === 'w:style') id = attributes['w:styleId'] ?? ''
        const level = name === 'w:name' ? /^heading ([1-9])$/i.exec(attributes['w:val'] ?? '')?.[1] : undefined
        if (level) levels.set(id, Number(level))
      },
    })
  return levels
}

/** Entities of a document's own are not known here, so none unfolds. */
function readXml(document: Buffer, handlers: ConstructorParameters<typeof Parser>[0]): void {
  const parser = new Parser(handlers, { xmlMode: true })
  const whole = document.toString('utf8')
  for (let at = 0; at < whole.length; at += 65_536) parser.write(whole.slice(at, at + 65_536))
  parser.end()
}
