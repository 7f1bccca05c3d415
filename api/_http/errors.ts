import type * as z from 'zod'
import { type Reason, Refusal, Unavailable } from '../../core/errors.ts'
import { logError } from '../../core/log.ts'
import type { HttpContext } from './route.ts'

/** The only place that turns a reason into a status. */
export const STATUS = {
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  changed: 409,
  unchecked: 409,
  excluded: 409,
  too_late: 409,
  invalid: 422,
  too_many_requests: 429,
  not_available: 501,
  upstream_failed: 502,
} as const satisfies Record<Reason, number>

/** What cannot be read at all, as opposed to what is read and refused. */
export class Malformed extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** What was read and is not what the route asks for. Any other `ZodError` is about our own rows or a provider's answer. */
export class InvalidInput extends Error {
  readonly issues: z.core.$ZodIssue[]

  constructor({ issues }: z.ZodError) {
    super('Not what the route asks for')
    this.issues = issues
  }
}

/** Every error, in the envelope. What is not a refusal is ours: logged once, and never shown. */
export function answerError(error: unknown, c: HttpContext): Response {
  if (error instanceof Refusal) return fail(c, STATUS[error.reason], error.reason, error.message)
  if (error instanceof InvalidInput) return invalid(c, error)
  if (error instanceof Malformed) return fail(c, error.status, error.code, error.message)
  logOurs(error, c)
  if (error instanceof Unavailable) {
    return fail(c, 502, 'upstream_failed', 'A service we depend on does not answer right now; please try again')
  }
  return fail(c, 500, 'unexpected', 'Something went wrong on our side; nothing was lost. Please try again')
}

export function logOurs(error: unknown, c: HttpContext): void {
  const event = error instanceof Unavailable ? 'http.upstream' : 'http.failed'
  logError(event, error, { requestId: c.var.requestId, method: c.req.method })
}

export const fail = (c: HttpContext, status: number, code: string, error: string, issues?: Issue[]): Response =>
  c.json({ success: false, error, code, requestId: c.var.requestId, ...(issues && { issues }) }, status as 400)

type Issue = { path: string; message: string }

function invalid(c: HttpContext, error: InvalidInput): Response {
  const issues = error.issues.slice(0, 20).map(({ path, message }) => ({ path: path.join('.'), message }))
  const sentence = issues[0]?.path
    ? `Please check "${issues[0].path}": ${issues[0].message}`
    : 'Please check what you sent'
  return fail(c, 422, 'invalid', sentence, issues)
}
