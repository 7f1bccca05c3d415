import type postgres from 'postgres'

type Codec = postgres.PostgresType

const text = (value: unknown) => String(value)
const same = (value: string) => value

/** Values as PostgREST puts them into JSON: Postgres' own words, except numbers and JSON itself. */
export const wireTypes: Record<string, Codec> = {
  bigint: { to: 20, from: [20], serialize: text, parse: number },
  numeric: { to: 1700, from: [1700], serialize: text, parse: number },
  json: { to: 114, from: [114], serialize: json, parse: JSON.parse },
  jsonb: { to: 3802, from: [3802], serialize: json, parse: JSON.parse },
  bytea: { to: 17, from: [17], serialize: bytes, parse: same },
  date: { to: 1082, from: [1082], serialize: text, parse: same },
  timestamp: { to: 1114, from: [1114], serialize: text, parse: iso },
  timestamptz: { to: 1184, from: [1184], serialize: text, parse: iso },
}

/** As every JavaScript client reads PostgREST's digits, rounding included. */
function number(value: string): number | string {
  const read = Number(value)
  return Number.isFinite(read) ? read : value
}

/** Lite passes some JSON already written out. */
function json(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function bytes(value: unknown): string {
  return value instanceof Uint8Array ? `\\x${Buffer.from(value).toString('hex')}` : String(value)
}

/** `2026-11-21 06:00:00.5+00` → `2026-11-21T06:00:00.5+00:00` */
function iso(value: string): string {
  return value.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')
}
