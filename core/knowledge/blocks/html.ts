import { untilTooDeep } from '../../mailboxes/too-deep.ts'
import { type Line, type Open, readHtml } from '../../mailboxes/visible-text.ts'
import { type Block, outline } from './block.ts'

/** What surrounds a page's text on every page of its house. */
const FURNITURE = /^(nav|footer|aside|button|dialog|menu)$/

/** What a person reads of a page, under the headings they read it under; what is hidden from them is left out. */
export function htmlBlocks(html: string): Block[] {
  const blocks: Block[] = []
  const { head, path } = outline()
  let lines: string[] = []
  const end = () => {
    if (lines.length) blocks.push({ text: lines.join('\n'), headings: path(), page: null })
    lines = []
  }

  const shallow = untilTooDeep(html)
  for (const line of readHtml(shallow).lines) {
    const around = [...elementsAt(shallow, line), ...elementsAround(line)]
    if (around.some((name) => FURNITURE.test(name))) continue
    const level = around.find((name) => /^h[1-6]$/.test(name))
    if (line.text === '') end()
    else if (level) {
      end()
      head(Number(level[1]), line.text)
    } else lines.push(line.text)
  }
  end()
  return blocks
}

/** What a page calls itself. */
export function titleOf(html: string): string {
  const title = /<title[^>]{0,200}>([^<]{1,500})/i.exec(html.slice(0, 100_000))?.[1] ?? ''
  const text = readHtml(title).lines[0]?.text ?? ''
  return text
    .replace(/\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '')
    .slice(0, 200)
    .toWellFormed()
}

/** `charset` where the page itself names one (HTML §13.2.3.2: in its first bytes). */
export const charsetOf = (bytes: Uint8Array): string =>
  /<meta[^>]{0,200}charset\s?=\s?["']?([\w:.-]{1,40})/i.exec(
    Buffer.from(bytes.subarray(0, 2048)).toString('latin1'),
  )?.[1] ?? ''

/** What is opened where a line begins: the line is said to be within what was open before. */
function elementsAt(html: string, { at }: Line): string[] {
  const names: string[] = []
  for (const [, name] of html.slice(at, at + 2000).matchAll(/<(\w+)[^<>]*>\s*|[^<\s]|<\W/gy)) {
    if (!name) return names
    names.push(name.toLowerCase())
  }
  return names
}

function elementsAround({ within }: Line): string[] {
  const names: string[] = []
  for (let open: Open = within; open; open = open.outer) names.push(open.name)
  return names
}
