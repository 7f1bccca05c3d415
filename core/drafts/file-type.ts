/**
 * What a file is, by its first bytes rather than by what its name or its sender claims. Undefined for programs, whatever
 * they are called, and for names a double click would run: Gmail takes neither ("File types blocked in Gmail").
 */
export function fileTypeOf(filename: string, bytes: Uint8Array): string | undefined {
  const extension = /\.([^.]+)$/.exec(filename.trim().toLowerCase())?.[1] ?? ''
  const head = Buffer.from(bytes.subarray(0, 560)).toString('latin1')
  if (BLOCKED.has(extension) || PROGRAMS.some((mark) => head.startsWith(mark))) return undefined

  const sniffed = MARKS.find(([mark, at = 0]) => head.startsWith(mark, at))?.[2]
  if (sniffed === 'application/zip') return OFFICE[extension] ?? sniffed
  if (sniffed) return sniffed
  return isText(bytes) ? (TEXTS[extension] ?? 'text/plain') : 'application/octet-stream'
}

const BLOCKED = new Set(
  'ade adp apk appx appxbundle bat cab chm cmd com cpl diagcab dll dmg ex ex_ exe hta img ins iso isp jar jnlp js jse lib lnk mde mjs msc msi msix msp mst nsh pif ps1 scr sct shb sys vb vbe vbs vhd vxd wsc wsf wsh xll'.split(
    ' ',
  ),
)

/** Windows, Linux, macOS in its four forms (and Java, which shares one), shell scripts, shortcuts. */
const PROGRAMS = [
  'MZ',
  '\x7fELF',
  '\xfe\xed\xfa\xce',
  '\xfe\xed\xfa\xcf',
  '\xce\xfa\xed\xfe',
  '\xcf\xfa\xed\xfe',
  '\xca\xfe\xba\xbe',
  '#!',
  'L\x00\x00\x00\x01\x14\x02\x00',
]

const MARKS: [string, number, string][] = [
  ['%PDF-', 0, 'application/pdf'],
  ['\x89PNG\r\n\x1a\n', 0, 'image/png'],
  ['\xff\xd8\xff', 0, 'image/jpeg'],
  ['GIF8', 0, 'image/gif'],
  ['WEBP', 8, 'image/webp'],
  ['ftyp', 4, 'video/mp4'],
  ['ID3', 0, 'audio/mpeg'],
  ['PK\x03\x04', 0, 'application/zip'],
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 0, 'application/x-ole-storage'],
  ['{\\rtf', 0, 'application/rtf'],
]

const OFFICE: Record<string, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
}

const TEXTS: Record<string, string> = { csv: 'text/csv', ics: 'text/calendar', vcf: 'text/vcard' }

function isText(bytes: Uint8Array): boolean {
  try {
    return !new TextDecoder('utf-8', { fatal: true }).decode(bytes).includes('\0')
  } catch {
    return false
  }
}
