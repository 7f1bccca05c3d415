const statuses = {
  invalid_request_error: 400,
  authentication_error: 401,
  permission_error: 403,
  not_found_error: 404,
  request_too_large: 413,
  rate_limit_error: 429,
  api_error: 500,
  overloaded_error: 529,
} as const

export type RefusalType = keyof typeof statuses

/** Anthropic: errors. The SDK picks its class by status and reads `error.type` and `error.message`. */
export function refuse(type: RefusalType, message: string, requestId: string, headers: Record<string, string> = {}) {
  return Response.json(
    { type: 'error', error: { type, message }, request_id: requestId },
    { status: statuses[type], headers: { 'request-id': requestId, ...headers } },
  )
}
