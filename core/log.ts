/** A log field is an id, a number, a code word. Never an address, a subject or a body: law 7. */
export type Fields = Record<string, string | number | boolean | null | undefined>

const ADDRESS = /[^\s<>"'(),:;/]+@[^\s<>"'(),:;/]+/g

/** One JSON line. Anything that looks like an address is struck out, whoever put it there. */
export function log(event: string, fields: Fields = {}): void {
  console.info(JSON.stringify({ at: new Date().toISOString(), event, ...scrub(fields) }))
}

/** An error that is ours: its kind and its stack, without the message, which may quote what a mail says. */
export function logError(event: string, error: unknown, fields: Fields = {}): void {
  const known: Error & { code?: unknown } = error instanceof Error ? error : new Error('not an error')
  const { name, code, stack } = known
  const frames = (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 8)
  log(event, { ...fields, error: name, code: String(code ?? ''), stack: frames.map((line) => line.trim()).join(' | ') })
}

const scrub = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [
      key,
      typeof value === 'string' ? value.replace(ADDRESS, '[address]').slice(0, 2000) : value,
    ]),
  )
