import { decodeText } from './text.ts'

export type Structured = { value: string; parameters: Map<string, string> }

/** `text/plain; charset=utf-8; name*0*=…`: a value and its parameters, continuations joined (RFC 2045 §5.1, RFC 2231 §3). */
export function readParameters(header: string): Structured {
  const [value = '', ...rest] = splitOutsideQuotes(header)
  const pieces = new Map<string, { text: string; extended: boolean }[]>()
  for (const item of rest) {
    const equals = item.indexOf('=')
    const name = /^([^*]*)(?:\*(\d{1,3}))?(\*)?$/.exec(item.slice(0, Math.max(equals, 0)).trim().toLowerCase())
    if (equals < 1 || !name?.[1]) continue
    const list = pieces.get(name[1]) ?? []
    list[Number(name[2] ?? 0)] ??= { text: unquote(item.slice(equals + 1).trim()), extended: name[3] === '*' }
    pieces.set(name[1], list)
  }
  return {
    value: value.trim().toLowerCase(),
    parameters: new Map([...pieces].map(([name, list]) => [name, join(list)])),
  }
}

function splitOutsideQuotes(header: string): string[] {
  const items: string[] = []
  let start = 0
  let quoted = false
  for (let at = 0; at < header.length; at++) {
    if (quoted && header[at] === '\\') at++
    else if (header[at] === '"') quoted = !quoted
    else if (header[at] === ';' && !quoted) {
      items.push(header.slice(start, at))
      start = at + 1
    }
  }
  return [...items, header.slice(start)]
}

function unquote(text: string): string {
  if (!text.startsWith('"')) return text
  const end = text.lastIndexOf('"')
  return text.slice(1, end > 0 ? end : undefined).replace(/\\(.)/g, '$1')
}

function join(list: { text: string; extended: boolean }[]): string {
  const [first] = list
  const charset = first?.extended ? /^([^']*)'[^']*'/.exec(first.text) : null
  return list
    .map(({ text, extended }, index) => {
      if (!extended) return text
      return decodeText(percentBytes(index === 0 && charset ? text.slice(charset[0].length) : text), charset?.[1] ?? '')
    })
    .join('')
}

function percentBytes(text: string): Buffer {
  const binary = Buffer.from(text).toString('latin1')
  return Buffer.from(
    binary.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  )
}
