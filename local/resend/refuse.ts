const statuses = {
  invalid_idempotency_key: 400,
  missing_api_key: 401,
  invalid_api_key: 403,
  not_found: 404,
  invalid_idempotent_request: 409,
  concurrent_idempotent_requests: 409,
  missing_required_field: 422,
  validation_error: 422,
  rate_limit_exceeded: 429,
  application_error: 500,
  internal_server_error: 500,
} as const

export type RefusalName = keyof typeof statuses

/** Resend: errors. The SDK hands the body on as `error`. */
export function refuse(name: RefusalName, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ statusCode: statuses[name], name, message }, { status: statuses[name], headers })
}
