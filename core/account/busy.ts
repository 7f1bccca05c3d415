import { Unavailable } from '../errors.ts'

/**
 * Only an answer about the code or the token is a verdict. A service that is hurried (429), broken or out of reach
 * (status 0) has said nothing about it, and nobody may be signed out for that. @throws {Unavailable}
 */
export function refuseWhenBusy(error: { status?: number | undefined } | null): void {
  if (!error) return
  const { status = 0 } = error
  if (status === 429 || status < 400 || status >= 500) {
    throw new Unavailable(`Supabase Auth answers ${status}`, 0, { cause: error })
  }
}
