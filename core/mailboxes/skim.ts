/** Smaller mails are read as they are. */
const SMALL = 100_000
/** Enough of a file to tell what it is: the furthest mark `sniff` looks for stands at 0x8001. */
const OF_A_FILE = 46_000
/** Of a mail's text and HTML, as they are sent: more than is kept of them, even when each sign takes three bytes. */
const OF_THE_TEXT = 3_000_000
/** Each line that is sent as it is costs the parser an object of its own. */
const MOST_LINES = 15_000
const MOST_BOUNDARIES = 300
const MOST_DASHES = 20_000

/** A mail without what nobody would keep of it, and how large one of its files was before. */
export type Skimmed = { mail: Uint8Array; sizeOf(content: Uint8Array): number }
type Left = { bytes: number; lines: number }
/** Where a part's body is cut, and what stands in the place of the rest. */
type Cut = { at: number; rest: string }

/**
 * Of a file only its beginning and its size are wanted, and of the longest text only so much, but a parser holds all of
 * a mail several times over. So the rest is left out beforehand; a file's size stands in its place, under a mark that
 * nobody can guess.
 */
export function skim(raw: Uint8Array): Skimmed {
  if (raw.byteLength < SMALL) return { mail: raw, sizeOf: ({ byteLength }) => byteLength }

  const mark = crypto.randomUUID()
  const source = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)
  const left: Left = { bytes: OF_THE_TEXT, lines: MOST_LINES }
  const pieces: Buffer[] = []
  let [begin, done] = [0, 0]
  for (const end of [...edgesOf(source), source.length]) {
    const cut = cutOf(source, begin, end, left, mark)
    if (cut) {
      pieces.push(source.subarray(done, cut.at), Buffer.from(cut.rest))
      done = end
    }
    begin = end
  }
  pieces.push(source.subarray(done))
  return {
    mail: pieces.length > 1 ? Buffer.concat(pieces) : raw,
    sizeOf(content) {
      const tail = Buffer.from(content.buffer, content.byteOffset, content.byteLength).subarray(-60).toString('latin1')
      const [, size] = tail.trimEnd().split(mark)
      return size ? Number(size) : content.byteLength
    },
  }
}

/** Where each part ends: at the line ends before the boundaries the mail declares. */
function* edgesOf(source: Buffer): Generator<number> {
  const boundaries = new Set<string>()
  for (const name of ['boundary', 'Boundary', 'BOUNDARY']) {
    let at = source.indexOf(name)
    for (let seen = 0; at >= 0 && seen < MOST_BOUNDARIES; seen++) {
      const [, quoted, bare] = /^\w+\s*=\s*(?:"([^"]{1,100})"|([^\s;"]{1,100}))/.exec(line(source, at)) ?? []
      boundaries.add((quoted ?? bare ?? '').trimEnd())
      at = source.indexOf(name, at + name.length)
    }
  }
  let seen = 0
  for (let at = source.indexOf('\n--'); at >= 0 && seen < MOST_DASHES; at = source.indexOf('\n--', at + 3)) {
    seen++
    const named = line(source, at + 3).trimEnd()
    if (boundaries.has(named) || boundaries.has(named.replace(/--$/, ''))) yield at
  }
}

const line = (source: Buffer, at: number) => source.toString('latin1', at, at + 130).split('\n', 1)[0] ?? ''

/** Undefined where the part stays whole. What it keeps is taken from what is left for the whole mail. */
function cutOf(source: Buffer, begin: number, end: number, left: Left, mark: string): Cut | undefined {
  const body = bodyOf(source, begin, end)
  if (body < 0) return undefined
  const { isFile, encoding } = readHead(source.toString('latin1', begin, Math.min(body, begin + 20_000)))
  const most = body + (isFile ? OF_A_FILE : left.bytes)
  let at = Math.min(end, most)
  if (!['base64', 'quoted-printable'].includes(encoding)) at = withinLines(source, body, at, left)
  if (!isFile) left.bytes -= at - body
  if (at >= end) return undefined
  if (!isFile) return { at, rest: '\r\n' }

  const said = `${mark}${String(sizeOf(source, body, end, encoding)).padStart(14, '0')}`
  if (encoding !== 'base64') return { at, rest: `\r\n${said}` }
  // Base64 is cut between its groups of four.
  for (let over = digitsIn(source, body, at) % 4; over > 0; over -= DIGITS[source[at] ?? 0] ?? 0) at--
  return { at, rest: `\r\n${Buffer.from(said).toString('base64')}` }
}

/** Behind the first empty line. */
function bodyOf(source: Buffer, begin: number, end: number): number {
  for (let at = source.indexOf(10, begin + 1); at >= 0 && at < end; at = source.indexOf(10, at + 1)) {
    const next = source[at + 1] === 13 ? at + 2 : at + 1
    if (source[next] === 10 && next < end) return next + 1
  }
  return -1
}

/** What is read as text, or as a mail of its own, is no file. Nor is a calendar entry: a parser rewrites it. */
function readHead(head: string): { isFile: boolean; encoding: string } {
  const type = /^content-type:\s*([\w.+/-]+)/im.exec(head)?.[1]?.toLowerCase() ?? 'text/plain'
  const encoding = /^content-transfer-encoding:\s*([\w-]+)/im.exec(head)?.[1]?.toLowerCase() ?? ''
  const isRead = /^(?:multipart\/|text\/calendar$|application\/ics$)/.test(type)
  const isText = /^(?:text\/(?:plain|html)$|message\/)/.test(type)
  return { isFile: !isRead && (!isText || /^content-disposition:\s*attachment\b/im.test(head)), encoding }
}

function withinLines(source: Buffer, from: number, to: number, left: Left): number {
  for (let at = source.indexOf(10, from); at >= 0 && at < to; at = source.indexOf(10, at + 1)) {
    if (--left.lines < 0) return at
  }
  return to
}

/** How large a file is when it is decoded, its line ends as a parser leaves them. */
function sizeOf(source: Buffer, from: number, to: number, encoding: string): number {
  if (encoding === 'base64') return Math.floor((digitsIn(source, from, to) * 3) / 4)
  // The line end before the boundary belongs to the boundary, and the parser puts it back.
  let size = to - from + 1
  for (let at = from; at < to; at++) {
    const [sign, next] = [source[at], source[at + 1]]
    if (sign === 13 && next === 10) size -= 1
    else if (sign === 61 && encoding === 'quoted-printable') size -= 2
  }
  return size
}

const DIGITS = new Uint8Array(256)
for (const sign of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/') DIGITS[sign.charCodeAt(0)] = 1

function digitsIn(source: Buffer, from: number, to: number): number {
  let digits = 0
  for (let at = from; at < to; at++) digits += DIGITS[source[at] ?? 0] ?? 0
  return digits
}
