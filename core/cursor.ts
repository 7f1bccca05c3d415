import * as z from 'zod'
import { Refusal } from './errors.ts'

/** As PostgREST writes a time; others zod takes are none to Postgres (the year nought, offsets beyond sixteen hours). */
const Time = z.iso.datetime({ offset: true }).regex(/^[1-9]\d{3}-.*(Z|[+-]00:00)$/)
const Cursor = z.tuple([Time, z.uuid()])

/** Where a page of a list that is sorted by time, then id, both descending, ends: opaque outside. */
export function nextCursor<T>(rows: T[], limit: number, keyOf: (row: T) => [string, string]): string | null {
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return last === undefined ? null : btoa(JSON.stringify(keyOf(last)))
}

/** The PostgREST filter for what comes after a cursor. @throws {Refusal} when it is not one of ours */
export function after(column: string, cursor: string): string {
  const [at, id] = placeOf(cursor)
  return `${column}.lt."${at}",and(${column}.eq."${at}",id.lt.${id})`
}

/** The time and the id a cursor stands at. @throws {Refusal} when it is not one of ours */
export function placeOf(cursor: string): [string, string] {
  const parsed = Cursor.safeParse(decode(cursor))
  if (!parsed.success) throw new Refusal('invalid', 'This page marker is not valid; start again from the first page')

  return parsed.data
}

function decode(cursor: string): unknown {
  try {
    return JSON.parse(atob(cursor))
  } catch {
    return undefined
  }
}
