import type { Block } from './block.ts'

const MOST_PAGES = 1000

/** The text of a PDF page by page. It has no paragraphs: where a line ends early, one is taken to end. */
export async function pdfBlocks(bytes: Uint8Array): Promise<Block[]> {
  const { getDocumentProxy } = await import('unpdf')
  const document = await getDocumentProxy(new Uint8Array(bytes), { isEvalSupported: false, verbosity: 0 })
  const blocks: Block[] = []
  for (let page = 1; page <= Math.min(document.numPages, MOST_PAGES); page++) {
    const read = await document.getPage(page)
    const { items } = await read.getTextContent()
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? '\n' : '') : '')).join('')
    for (const paragraph of paragraphsOf(text)) blocks.push({ text: paragraph, headings: [], page })
    read.cleanup()
  }
  return blocks
}

function paragraphsOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim())
  const full = Math.max(...lines.map(({ length }) => length)) * 0.6
  const joined = lines
    .map((line) => (line.length < full && /[.:!?]$|^$/.test(line) ? `${line}\n\n` : `${line} `))
    .join('')
  return joined.split('\n\n').flatMap((part) => part.replace(/\s+/g, ' ').trim() || [])
}
