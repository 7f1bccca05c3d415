/** A refusal in GoTrue's words: supabase-js reads `error_code` into `error.code`. */
export class AuthFailure extends Error {
  status: number
  code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }

  toResponse(): Response {
    const body = { code: this.status, error_code: this.code, msg: this.message }
    return Response.json(body, { status: this.status, headers: { 'x-sb-error-code': this.code } })
  }
}
