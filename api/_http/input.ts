import type * as z from 'zod'
import { Refusal } from '../../core/errors.ts'
import { InvalidInput, Malformed } from './errors.ts'
import type { HttpContext, Input, Route } from './route.ts'
import { sentence } from './sentence.ts'

/** Everything a route was sent, parsed by its schemas. @throws {Refusal | Malformed | InvalidInput} */
export async function readInput(c: HttpContext, route: Route): Promise<Input<z.ZodType, z.ZodType, z.ZodType>> {
  const params = route.params?.safeParse(c.req.param())
  // An id that cannot be one names nothing.
  if (params?.success === false) throw new Refusal('not_found', 'There is nothing at this address')

  const json = await readJson(c, route)
  return {
    params: params?.data,
    query: route.query && parse(route.query, c.req.query()),
    body: route.body && parse(route.body, json),
    http: c,
  }
}

function parse(schema: z.ZodType, value: unknown): unknown {
  const parsed = schema.safeParse(value, { error: sentence })
  if (!parsed.success) throw new InvalidInput(parsed.error)
  return parsed.data
}

/** A change asked for by a person must be JSON even when it is empty: no form of another site can send that. */
async function readJson(c: HttpContext, route: Route): Promise<unknown> {
  const changes = !['GET', 'HEAD'].includes(c.req.method)
  if (!changes || (!route.body && route.access !== 'person')) return undefined
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
    throw new Malformed(415, 'unsupported_media_type', 'This address takes application/json')
  }
  const text = await c.req.text()
  if (text === '' && !route.body) return undefined
  try {
    return JSON.parse(text)
  } catch {
    throw new Malformed(400, 'malformed', 'This is not valid JSON')
  }
}
