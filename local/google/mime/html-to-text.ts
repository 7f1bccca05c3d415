const entities = new Map(Object.entries({ amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' }))

/** The words of an HTML body, for search and snippets. Linear in its input: hostile mail must not hang it. */
export function htmlToText(html: string): string {
  const lower = html.toLowerCase()
  const pieces: string[] = []
  for (let at = 0; at < html.length; ) {
    const open = html.indexOf('<', at)
    if (open === -1) {
      pieces.push(html.slice(at))
      break
    }
    pieces.push(html.slice(at, open), ' ')
    at = tagEnd(html, lower, open)
  }
  return pieces
    .join('')
    .replace(/&(#\d{1,7}|#x[0-9a-f]{1,6}|[a-z]{2,6});/gi, (whole, name: string) => entity(name) ?? whole)
}

function tagEnd(html: string, lower: string, open: number): number {
  const hidden = /^<(style|script|title)\b/.exec(lower.slice(open, open + 8))?.[1]
  const close = hidden ? lower.indexOf(`</${hidden}`, open) : open
  const end = close === -1 ? -1 : html.indexOf('>', close)
  return end === -1 ? html.length : end + 1
}

function entity(name: string): string | undefined {
  if (!name.startsWith('#')) return entities.get(name.toLowerCase())
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1))
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
}
