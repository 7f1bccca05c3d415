import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'

const entry = 'share/postgresql/extension/pgmq--1.11.1.sql'

/** The install script of pgmq 1.11.1, plain SQL out of an npm package: `create extension` without the extension's files. */
export function pgmqSql(): string {
  const main = createRequire(import.meta.url).resolve('@electric-sql/pglite-pgmq')
  return readFromTar(gunzipSync(readFileSync(path.join(path.dirname(main), 'pgmq.tar.gz'))), entry)
}

/** tar: a 512-byte header with the name at 0 and the octal size at 124, then the content padded to 512. */
function readFromTar(tar: Buffer, wanted: string): string {
  for (let at = 0; at + 512 <= tar.length; ) {
    const field = (from: number, length: number) =>
      tar.toString('latin1', at + from, at + from + length).replace(/\0.*$/s, '')
    const [name, size] = [field(0, 100), Number.parseInt(field(124, 12), 8) || 0]
    if (name.endsWith(wanted)) return tar.toString('utf8', at + 512, at + 512 + size)
    at += 512 + Math.ceil(size / 512) * 512
  }
  throw new Error(`Cannot find "${wanted}" in the pgmq package`)
}
