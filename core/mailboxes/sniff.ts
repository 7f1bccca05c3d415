/** [media type, its first bytes in hexadecimal, where they stand]; a "." is any digit. */
const SIGNATURES: [type: string, hex: string, at?: number][] = [
  ['application/pdf', '255044462d'],
  ['image/png', '89504e470d0a1a0a'],
  ['image/jpeg', 'ffd8ff'],
  ['image/gif', '4749463837'],
  ['image/gif', '4749463839'],
  ['image/webp', '52494646........57454250'],
  ['image/bmp', '424d........00000000'],
  ['image/tiff', '49492a00'],
  ['image/tiff', '4d4d002a'],
  ['image/heic', '6674797068656963', 4],
  ['application/zip', '504b0304'],
  ['application/zip', '504b0506'],
  ['application/gzip', '1f8b08'],
  ['application/x-7z-compressed', '377abcaf271c'],
  ['application/vnd.rar', '526172211a07'],
  ['application/x-ole-storage', 'd0cf11e0a1b11ae1'],
  ['application/rtf', '7b5c727466'],
  ['audio/mpeg', '494433'],
  ['audio/wav', '52494646........57415645'],
  ['video/mp4', '66747970', 4],
  ['application/x-msdownload', '4d5a'],
  ['application/x-executable', '7f454c46'],
  ['application/x-mach-binary', 'cffaedfe'],
  ['application/x-mach-binary', 'cafebabe'],
  ['application/x-ms-shortcut', '4c0000000114020000000000c000000000000046'],
  ['application/x-iso9660-image', '4344303031', 0x8001],
  ['application/x-sh', '2321'],
]

/** What a file is, by its own bytes, whatever it is called; empty where they do not say. */
export function sniff(bytes: Uint8Array): string {
  const known = SIGNATURES.find(([, hex, at = 0]) => {
    const found = Buffer.from(bytes.subarray(at, at + hex.length / 2)).toString('hex')
    return found.length === hex.length && new RegExp(`^${hex}$`).test(found)
  })
  if (known) return known[0]
  const start = Buffer.from(bytes.subarray(0, 1024))
    .toString('latin1')
    .replace(/^(?:\xef\xbb\xbf)?\s+/, '')
    .toLowerCase()
  if (/^<(?:!doctype html|html|head|body|script|iframe)\b/.test(start)) return 'text/html'
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[^>]*-->\s*)?(?:<!doctype svg[^>]*>\s*)?<svg\b/.test(start)) return 'image/svg+xml'
  return ''
}
