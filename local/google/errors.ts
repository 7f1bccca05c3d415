const kinds: Record<number, { status: string; reason: string }> = {
  400: { status: 'INVALID_ARGUMENT', reason: 'invalidArgument' },
  401: { status: 'UNAUTHENTICATED', reason: 'authError' },
  403: { status: 'PERMISSION_DENIED', reason: 'forbidden' },
  404: { status: 'NOT_FOUND', reason: 'notFound' },
  409: { status: 'ABORTED', reason: 'aborted' },
  413: { status: 'INVALID_ARGUMENT', reason: 'uploadTooLarge' },
  429: { status: 'RESOURCE_EXHAUSTED', reason: 'rateLimitExceeded' },
  503: { status: 'UNAVAILABLE', reason: 'backendError' },
}

/** An error as Google's APIs answer it: `{ error: { code, message, errors, status } }`. */
export class GoogleError extends Error {
  readonly code: number
  readonly reason: string | undefined
  readonly headers: Record<string, string>

  constructor(code: number, message: string, reason?: string, headers: Record<string, string> = {}) {
    super(message)
    this.code = code
    this.reason = reason
    this.headers = headers
  }

  static notFound(): GoogleError {
    return new GoogleError(404, 'Requested entity was not found.')
  }

  toResponse(): Response {
    const kind = kinds[this.code] ?? { status: 'INTERNAL', reason: 'backendError' }
    const { code, message } = this
    const errors = [{ message, domain: 'global', reason: this.reason ?? kind.reason }]
    return Response.json(
      { error: { code, message, errors, status: kind.status } },
      { status: code, headers: this.headers },
    )
  }
}
