import { type Block, outline } from './block.ts'

/** Headings with marks or underlines, paragraphs between blank lines (CommonMark §4); code is not searched for headings. */
export function markdownBlocks(text: string): Block[] {
  const blocks: Block[] = []
  const { head, path } = outline()
  let lines: string[] = []
  let fence = ''
  const end = () => {
    const paragraph = lines.join('\n').trim()
    if (paragraph) blocks.push({ text: paragraph, headings: path(), page: null })
    lines = []
  }

  for (const line of text.split('\n')) {
    const [, mark = ''] = /^ {0,3}(```|~~~)/.exec(line) ?? []
    if (mark && (!fence || fence === mark)) fence = fence ? '' : mark
    const [, marks = '', title = ''] = (!fence && /^ {0,3}(#{1,6})\s+(.+?)\s*#*\s*$/.exec(line)) || []
    const underline = !fence && lines.length === 1 ? /^ {0,3}(=+|-{2,})\s*$/.exec(line)?.[1] : undefined
    if (title) {
      end()
      head(marks.length, title)
    } else if (underline) {
      const [above = ''] = lines
      lines = []
      head(underline.startsWith('=') ? 1 : 2, above.trim())
    } else if (line.trim() === '' && !fence) end()
    else lines.push(line)
  }
  end()
  return blocks
}
