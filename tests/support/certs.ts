import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JWK } from 'jose'
import { afterAll } from 'vitest'
import type { Env } from '../../core/env.ts'

export type Certs = {
  /** The part of the environment that pushes are verified by. */
  env: Env
  /** What the next requests are answered with. */
  answer: { keys?: JWK[]; status?: number; body?: string; hangUp?: boolean }
  asked: number
}

/** Somebody who publishes signing keys as Google does, at an address nobody has asked before. */
export async function publishCerts(keys: JWK[] = []): Promise<Certs> {
  const server = createServer((request, response) => {
    certs.asked++
    const { status = 200, body, hangUp } = certs.answer
    if (hangUp) request.socket.destroy()
    else response.writeHead(status, { 'content-type': 'application/json' }).end(body ?? JSON.stringify(certs.answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  afterAll(() => new Promise((resolve) => server.close(resolve)))

  const certs: Certs = {
    env: {
      APP_URL: 'https://app.example',
      GMAIL_PUSH_ACCOUNT: 'push@project.example',
      GOOGLE_CERTS_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}/certs`,
    } as Env,
    answer: { keys },
    asked: 0,
  }
  return certs
}
