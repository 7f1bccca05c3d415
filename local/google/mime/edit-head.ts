import { splitHead } from './part.ts'

/** The same message with header fields dropped and added; the body's bytes stay untouched. */
export function editHead(
  raw: Uint8Array,
  { drop, top = [], add = [] }: { drop: string[]; top?: [string, string][]; add?: [string, string][] },
): Buffer {
  const { head, body } = splitHead(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength))
  // latin1 keeps every byte as it is.
  const lines = head.toString('latin1').split(/\r?\n/)
  const kept: string[] = []
  let dropping = false
  for (const line of lines) {
    if (line === '') continue
    if (!/^[ \t]/.test(line)) dropping = drop.includes(line.slice(0, line.indexOf(':')).trimEnd().toLowerCase())
    if (!dropping) kept.push(line)
  }
  const written = [...top.map(asLine), ...kept, ...add.map(asLine)]
  return Buffer.concat([Buffer.from(`${written.join('\r\n')}\r\n\r\n`, 'latin1'), body])
}

function asLine([name, value]: [string, string]): string {
  return Buffer.from(`${name}: ${value}`).toString('latin1')
}
