const LOST = /\ufffd/g
const FOREIGN = /[^\0-\x7f]/g
const UNLABELLED = /^(content-type:[ \t]*text\/[\w.+-]{1,40})[ \t]*;?[ \t]*(?=\r?$)/gim
const UNICODE_LABEL = /\bcharset\s?=\s?"?(?:utf-?8|us-ascii|ascii)"?/gi

/** Header lines in bare 8-bit (which RFC 5322 forbids, and programs send) become what RFC 6532 allows: UTF-8. */
export function withReadableHead(raw: Uint8Array): Uint8Array {
  const end = endOfHead(raw)
  const head = raw.subarray(0, end)
  if (!head.some((byte) => byte > 0x7f) || decoded('utf-8', head) !== undefined) return raw

  const label = /charset\s?=\s?"?([\w.:-]{1,40})/i.exec(Buffer.from(head).toString('latin1'))?.[1]
  const text = decoded(label ?? '', head) ?? decoded('windows-1252', head) ?? ''
  return Buffer.concat([Buffer.from(text), raw.subarray(end)])
}

/**
 * The same mail with the label its text should have had, when what was read is mostly lost: no label at all, or the
 * label of Unicode, on text that is none. Undefined when another label would not help.
 */
export function relabelled(raw: Uint8Array, read: string): Uint8Array | undefined {
  const lost = read.match(LOST)?.length ?? 0
  const kept = (read.match(FOREIGN)?.length ?? 0) - lost
  // What is western by chance is hardly ever well-formed Unicode.
  if (lost === 0 || kept * 10 > lost) return undefined

  const wire = Buffer.from(raw).toString('latin1')
  const named = wire.replace(UNLABELLED, '$1; charset=windows-1252').replace(UNICODE_LABEL, 'charset=windows-1252')
  const head = named.slice(0, endOfHead(raw) + 100)
  if (/^content-type:/im.test(head)) return named === wire ? undefined : Buffer.from(named, 'latin1')
  return Buffer.from(`Content-Type: text/plain; charset=windows-1252\r\n${named}`, 'latin1')
}

/** UTF-7 (RFC 2152), and UTF-8 that was taken for Latin-1 on its way, as the text they were. */
export function repaired(text: string, isUtf7: boolean): string {
  if (isUtf7) return text.replace(/\+([A-Za-z0-9+/]{0,10000})-?/g, (_, code: string) => (code ? fromUtf16(code) : '+'))
  return misread(text) ?? text
}

export const isUtf7 = (raw: Uint8Array): boolean =>
  /charset\s?=\s?"?(?:unicode-1-1-|x-unicode-2-0-)?utf-?7\b/i.test(
    Buffer.from(raw.subarray(0, 100_000)).toString('latin1'),
  )

const fromUtf16 = (code: string) => {
  const bytes = Buffer.from(code, 'base64')
  return bytes
    .subarray(0, bytes.length - (bytes.length % 2))
    .swap16()
    .toString('utf16le')
}

/** What windows-1252 makes of 0x80 to 0x9F; the rest of it is Latin-1. */
const WINDOWS = new Map(
  [...new TextDecoder('windows-1252').decode(Uint8Array.from({ length: 32 }, (_, at) => 0x80 + at))].map((sign, at) => [
    sign.charCodeAt(0),
    0x80 + at,
  ]),
)

/** Every sign a byte, and the bytes well-formed UTF-8: that does not happen to text by chance. */
function misread(text: string): string | undefined {
  if (!/[\u00c2-\u00f4]/.test(text)) return undefined
  const bytes = new Uint8Array(text.length)
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const byte = code < 0x80 ? code : (WINDOWS.get(code) ?? code)
    if (byte > 0xff) return undefined
    bytes[at] = byte
  }
  return decoded('utf-8', bytes)
}

function decoded(label: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    // An unknown label, or bytes that are not what it says: both mean that this is not the encoding.
    return undefined
  }
}

function endOfHead(raw: Uint8Array): number {
  const most = Math.min(raw.length, 2_000_000)
  for (let at = 0; at < most; at++) {
    if (raw[at] === 10 && (raw[at + 1] === 10 || (raw[at + 1] === 13 && raw[at + 2] === 10))) return at + 1
  }
  return most
}
