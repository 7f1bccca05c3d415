import { Hono } from 'hono'
import { createIdempotency, type Receipt } from './idempotency.ts'
import { type EmailRequest, type Letter, letterOf } from './letter.ts'
import { refuse } from './refuse.ts'
import { validate } from './validate.ts'
import { createWebhooks, type Delivery, type EventType, type WebhookTarget } from './webhooks.ts'

export type ResendState = { letters: Letter[]; receipts: Record<string, Receipt> }
export type ResendFault = { kind: 'rate_limit' | 'error'; times?: number; retryAfter?: number }

export type ResendOptions = {
  keys: string[]
  /** Where signed events go; none are sent without it. */
  webhook?: WebhookTarget
  state?: ResendState
  /** After every change, for persistence. */
  onChange?: () => void
  /** Milliseconds. */
  now?: () => number
  fetch?: typeof fetch
}

export type ResendEmulator = {
  /** `POST /emails`, `POST /emails/batch`, `GET /emails/:id`, relative to where it is mounted. */
  app: Hono
  /** Everything sent, newest first. */
  letters(): Letter[]
  /** The recipient marks a letter as spam. */
  complain(id: string): void
  webhooks: { list(): Delivery[]; redeliver(id: string): void }
  faults: { add(fault: ResendFault): void; clear(): void }
  snapshot(): ResendState
  /** Resolves when no event is under way. */
  idle(): Promise<void>
}

/**
 * A stand-in for Resend with an inbox to look into. Addresses at `bounce.test` bounce, those at `complaint.test`
 * complain after delivery, all others are delivered.
 */
export function createResend(options: ResendOptions): ResendEmulator {
  const { keys, webhook, state, onChange = () => undefined, now = Date.now, fetch: send = fetch } = options
  const letters = structuredClone(state?.letters ?? [])
  const receipts = createIdempotency(now, structuredClone(state?.receipts ?? {}))
  const webhooks = createWebhooks({ target: webhook, now, fetch: send })
  const app = new Hono()
  let faults: (ResendFault & { times: number })[] = []

  function happened(type: EventType, letter: Letter, lastEvent: Letter['lastEvent']) {
    letter.lastEvent = lastEvent
    webhooks.publish(type, letter)
    onChange()
  }

  function accept(email: EmailRequest): { id: string } {
    const letter = letterOf(crypto.randomUUID(), new Date(now()).toISOString(), email)
    letters.unshift(letter)
    if (letters.length > 5_000) letters.pop()
    if (letter.scheduledAt) {
      happened('email.scheduled', letter, 'scheduled')
      return { id: letter.id }
    }
    happened('email.sent', letter, 'sent')
    const domains = [...letter.to, ...letter.cc, ...letter.bcc].map((address) => /@([^\s>]+)/.exec(address)?.[1])
    if (domains.includes('bounce.test')) happened('email.bounced', letter, 'bounced')
    else happened('email.delivered', letter, 'delivered')
    if (domains.includes('complaint.test')) happened('email.complained', letter, 'complained')
    return { id: letter.id }
  }

  function once(key: string | undefined, request: string, act: () => unknown): Response {
    if (key !== undefined && (key.length < 1 || key.length > 256)) {
      return refuse('invalid_idempotency_key', 'The key must be between 1-256 chars.')
    }
    const seen = receipts.look(key, request)
    if (seen.outcome === 'conflict') {
      return refuse('invalid_idempotent_request', 'Same idempotency key used with a different request payload.')
    }
    if (seen.outcome === 'known') return Response.json(seen.body)

    const body = act()
    receipts.keep(key, request, body)
    onChange()
    return Response.json(body)
  }

  app.use(async (context, next) => {
    const key = context.req.header('authorization')?.replace(/^Bearer /i, '')
    if (!key) return refuse('missing_api_key', 'Missing API key in the authorization header.')
    if (!keys.includes(key)) return refuse('invalid_api_key', 'API key is invalid.')
    const [fault] = faults
    if (!fault) return next()

    fault.times -= 1
    faults = faults.filter(({ times }) => times > 0)
    if (fault.kind === 'error') return refuse('application_error', 'An unexpected error occurred.')
    const headers = { 'retry-after': String(fault.retryAfter ?? 1) }
    return refuse('rate_limit_exceeded', 'Too many requests. You can only make 2 requests per second.', headers)
  })

  app.post('/emails', async (context) => {
    const raw = await context.req.text()
    const { email, fault } = validate(parse(raw))
    if (fault) return refuse(fault.name, fault.message)
    return once(context.req.header('idempotency-key'), raw, () => accept(email))
  })

  app.post('/emails/batch', async (context) => {
    const raw = await context.req.text()
    const list = parse(raw)
    if (!Array.isArray(list) || list.length === 0 || list.length > 100) {
      return refuse('validation_error', 'The batch must be an array of 1 to 100 emails.')
    }
    const checked = list.map(validate)
    const errors = checked.flatMap(({ fault }, index) => (fault ? [{ index, message: fault.message, fault }] : []))
    const permissive = context.req.header('x-batch-validation') === 'permissive'
    const [first] = errors
    if (first && !permissive) return refuse(first.fault.name, first.message)

    return once(context.req.header('idempotency-key'), raw, () => ({
      data: checked.flatMap(({ email }) => (email ? [accept(email)] : [])),
      ...(permissive && { errors: errors.map(({ index, message }) => ({ index, message })) }),
    }))
  })

  app.get('/emails/:id', (context) => {
    const letter = letters.find(({ id }) => id === context.req.param('id'))
    return letter ? context.json(emailOf(letter)) : refuse('not_found', 'Email not found')
  })

  app.all('*', () => refuse('not_found', 'The requested endpoint does not exist.'))
  app.onError((error) => refuse('internal_server_error', error.message))

  return {
    app,
    letters: () => structuredClone(letters),
    complain(id) {
      const letter = letters.find((each) => each.id === id)
      if (letter) happened('email.complained', letter, 'complained')
    },
    webhooks: { list: webhooks.list, redeliver: webhooks.redeliver },
    faults: {
      add: (fault) => faults.push({ ...fault, times: fault.times ?? 1 }),
      clear: () => {
        faults = []
      },
    },
    snapshot: () => structuredClone({ letters, receipts: receipts.snapshot() }),
    idle: webhooks.idle,
  }
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    // Not JSON: validation names the first field it misses.
    return undefined
  }
}

function emailOf({ cc, bcc, replyTo, ...letter }: Letter) {
  const orNull = (list: string[]) => (list.length > 0 ? list : null)
  return {
    object: 'email',
    id: letter.id,
    message_id: `<${letter.id}@local.test>`,
    created_at: letter.at,
    from: letter.from,
    to: letter.to,
    cc: orNull(cc),
    bcc: orNull(bcc),
    reply_to: orNull(replyTo),
    subject: letter.subject,
    html: letter.html,
    text: letter.text,
    tags: letter.tags,
    topic_id: null,
    scheduled_at: letter.scheduledAt,
    last_event: letter.lastEvent,
  }
}
