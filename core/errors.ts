/** Why a room said no. `api/_http/errors.ts` is the only place that turns a reason into a status code. */
export type Reason =
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'changed'
  | 'unchecked'
  | 'excluded'
  | 'too_late'
  | 'invalid'
  | 'too_many_requests'
  | 'not_available'
  | 'upstream_failed'

/** An expected no. The message is one human sentence and is shown as it stands. */
export class Refusal extends Error {
  readonly reason: Reason

  constructor(reason: Reason, message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}

/** The other side is busy or gone for now. Whoever works in the queue comes back later. */
export class Unavailable extends Error {
  readonly retryAfterSeconds: number

  constructor(message: string, retryAfterSeconds = 0, options?: ErrorOptions) {
    super(message, options)
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** Waits for something that trying again does not bring about; whoever brings it about asks for it anew. */
export class Held extends Error {
  readonly why: 'budget'

  constructor(why: 'budget') {
    super(why)
    this.why = why
  }
}

/** The other side answers, and it makes no sense: what cannot be believed is treated as no answer at all. */
export class Unreadable extends Unavailable {}

/** Busy, and it is we who asked too much: whoever else would ask the same waits as well. */
export class Throttled extends Unavailable {}

/** The token no longer opens the door. Whether the grant is gone or the token merely old, a refresh will tell. */
export class Unauthorized extends Error {}

/** What the database refused and nobody expected. supabase-js answers it as a plain object, which is no error to throw. */
export class DatabaseError extends Error {
  readonly code: string

  constructor({ code, message }: { code: string; message: string }) {
    super(message)
    this.code = code
  }
}
