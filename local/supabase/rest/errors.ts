/** What the Postgres driver throws, as far as an answer needs it. */
export type DatabaseError = Error & { code: string; detail?: string; hint?: string }

export function isDatabaseError(error: unknown): error is DatabaseError {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code)
}

/** PostgREST's answer to a database error: its body is Postgres' words, its status this table (PostgREST: Errors). */
export function refusal({ code, message, detail, hint }: DatabaseError, role: string): Response {
  const body = { code, details: detail ?? null, hint: hint ?? null, message }
  const status = statusOf(code, role)
  return Response.json(body, { status, headers: status === 401 ? { 'www-authenticate': 'Bearer' } : {} })
}

const exact: Record<string, number> = {
  '23503': 409,
  '23505': 409,
  '25006': 405,
  '42883': 404,
  '42P01': 404,
  '42P17': 500,
  '53400': 500,
  '57P01': 503,
  P0001: 400,
}

const families: Record<string, number> = {
  '08': 503,
  '09': 500,
  '0L': 403,
  '0P': 403,
  '25': 500,
  '28': 403,
  '2D': 500,
  '38': 500,
  '39': 500,
  '3B': 500,
  '40': 500,
  '53': 503,
  '54': 500,
  '55': 500,
  '57': 500,
  '58': 500,
  F0: 500,
  HV: 500,
  P0: 500,
  XX: 500,
}

function statusOf(code: string, role: string): number {
  if (code === '42501') return role === 'anon' ? 401 : 403
  const raised = /^PT([2-5]\d\d)$/.exec(code)
  if (raised) return Number(raised[1])
  return exact[code] ?? families[code.slice(0, 2)] ?? 400
}
