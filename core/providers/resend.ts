import type { Env } from '../env.ts'
import { Unavailable } from '../errors.ts'

/** Our own letters. Mail in a professional's name never goes this way. */
export type Resend = { send(letter: Letter): Promise<void> }

export type Letter = { to: string; subject: string; text: string; html: string; idempotencyKey: string }

export function resend(env: Env): Resend {
  return {
    async send({ idempotencyKey, ...letter }) {
      const { Resend: Client } = await import('resend')
      const client = new Client(env.RESEND_API_KEY, { baseUrl: env.RESEND_URL })
      const { error } = await client.emails.send({ from: env.LETTERS_FROM, ...letter }, { idempotencyKey })
      if (!error) return
      if (error.name === 'rate_limit_exceeded' || error.name === 'application_error') {
        throw new Unavailable(`Resend answers ${error.name}`)
      }
      throw new Error(`Cannot send a letter: ${error.name}`)
    },
  }
}
