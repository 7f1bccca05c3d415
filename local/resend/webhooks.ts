import type { Letter } from './letter.ts'
import { sign } from './sign.ts'

export type WebhookTarget = { url: string; secret: string }

export type Delivery = {
  id: string
  type: EventType
  emailId: string
  body: string
  attempts: number
  /** The last answer's status, undefined before the first and after a connection failure. */
  status: number | undefined
  error: string | undefined
}

export type EventType = 'email.sent' | 'email.delivered' | 'email.bounced' | 'email.complained' | 'email.scheduled'

type Options = { target: WebhookTarget | undefined; now: () => number; fetch: typeof fetch }

/** Signed events, one attempt each and in order; `redeliver` repeats one under the same id, as a retry would. */
export function createWebhooks({ target, now, fetch: send }: Options) {
  const deliveries: Delivery[] = []
  let queue: Promise<unknown> = Promise.resolve()
  let issued = 0

  async function attempt(delivery: Delivery, { url, secret }: WebhookTarget) {
    const timestamp = Math.floor(now() / 1000)
    delivery.attempts += 1
    try {
      const response = await send(url, {
        method: 'POST',
        body: delivery.body,
        headers: {
          'content-type': 'application/json',
          'svix-id': delivery.id,
          'svix-timestamp': String(timestamp),
          'svix-signature': await sign(secret, delivery.id, timestamp, delivery.body),
        },
      })
      delivery.status = response.status
      delivery.error = undefined
      await response.body?.cancel()
    } catch (error) {
      delivery.status = undefined
      delivery.error = String(error)
    }
  }

  function enqueue(delivery: Delivery) {
    if (target) queue = queue.then(() => attempt(delivery, target))
  }

  return {
    publish(type: EventType, letter: Letter) {
      if (!target) return
      issued += 1
      const id = `msg_${now().toString(36)}${String(issued).padStart(5, '0')}`
      const body = JSON.stringify(eventOf(type, letter, new Date(now()).toISOString()))
      const delivery = { id, type, emailId: letter.id, body, attempts: 0, status: undefined, error: undefined }
      deliveries.push(delivery)
      if (deliveries.length > 1_000) deliveries.shift()
      enqueue(delivery)
    },
    redeliver(id: string) {
      const delivery = deliveries.find((each) => each.id === id)
      if (delivery) enqueue(delivery)
    },
    list: () => deliveries.map((delivery) => ({ ...delivery })),
    idle: async () => {
      for (let seen: unknown; seen !== queue; ) {
        seen = queue
        await queue
      }
    },
  }
}

function eventOf(type: EventType, letter: Letter, createdAt: string) {
  const data = {
    created_at: letter.at,
    email_id: letter.id,
    message_id: `<${letter.id}@local.test>`,
    from: letter.from,
    to: letter.to,
    subject: letter.subject,
    ...(letter.tags.length > 0 && { tags: Object.fromEntries(letter.tags.map(({ name, value }) => [name, value])) }),
  }
  const bounce = {
    type: 'Permanent',
    subType: 'General',
    message: "The recipient's mail server permanently rejected the email.",
  }
  return { type, created_at: createdAt, data: type === 'email.bounced' ? { ...data, bounce } : data }
}
