import type { HttpContext } from './route.ts'

/** RFC 6750 §2.1. Empty when there is none, which no secret equals. */
export const bearerOf = (c: HttpContext): string =>
  /^Bearer (\S+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? ''
