import { inflateRawSync } from 'node:zlib'

const MOST_ENTRIES = 5000
const MOST_BYTES = 20_000_000

export class Locked extends Error {}
export class TooLarge extends Error {}

type Entry = { at: number; packed: number; method: number; flags: number }

/**
 * The files of a zip archive, each unpacked when it is asked for (APPNOTE 4.3), and never to more than `MOST_BYTES`
 * altogether, whatever the archive says of itself.
 */
export function openZip(bytes: Uint8Array): (name: string) => Buffer | undefined {
  const zip = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const entries = entriesOf(zip)
  let left = MOST_BYTES
  return (name) => {
    const entry = entries.get(name)
    if (!entry) return undefined
    if (entry.flags & 1) throw new Locked('It is encrypted')
    if (zip.readUInt32LE(entry.at) !== 0x04034b50) throw new Error('An entry of the archive is not where it should be')
    const start = entry.at + 30 + zip.readUInt16LE(entry.at + 26) + zip.readUInt16LE(entry.at + 28)
    const data = unpacked(zip.subarray(start, start + entry.packed), entry.method, left)
    left -= data.length
    return data
  }
}

function unpacked(data: Buffer, method: number, most: number): Buffer {
  if (method !== 0 && method !== 8) throw new Error(`The archive is packed by method ${method}`)
  if (method === 0 && data.length > most) throw new TooLarge('It unfolds into too much')
  if (method === 0) return data
  try {
    return inflateRawSync(data, { maxOutputLength: Math.max(1, most) })
  } catch (error) {
    if (error instanceof RangeError) throw new TooLarge('It unfolds into too much')
    throw error
  }
}

function entriesOf(zip: Buffer): Map<string, Entry> {
  const end = zip.lastIndexOf(Buffer.from('504b0506', 'hex'))
  if (end < 0) throw new Error('The archive has no end')
  const entries = new Map<string, Entry>()
  let at = zip.readUInt32LE(end + 16)
  for (let nth = Math.min(zip.readUInt16LE(end + 10), MOST_ENTRIES); nth > 0; nth--) {
    if (zip.readUInt32LE(at) !== 0x02014b50) throw new Error('The archive is broken')
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    entries.set(zip.toString('utf8', at + 46, at + 46 + name), {
      at: zip.readUInt32LE(at + 42),
      packed: zip.readUInt32LE(at + 20),
      method: zip.readUInt16LE(at + 10),
      flags: zip.readUInt16LE(at + 8),
    })
    at += 46 + name + extra + comment
  }
  return entries
}
