import { expect } from 'vitest'
import type * as z from 'zod'
import { Me } from '../../core/account/schema.ts'
import { type Visitor, visitor } from '../../local/seed/browser.ts'
import type { World } from '../../local/world.ts'
import { codeOf, codesTo } from './code-of.ts'

export type Answer = {
  status: number
  body: { success: boolean; data?: unknown; error?: string; code?: string; requestId?: string }
}

/** Somebody in front of a browser. */
export type Person = Visitor & {
  me: z.infer<typeof Me>
  ask(method: string, address: string, json?: unknown, headers?: Record<string, string>): Promise<Answer>
  /** Asks, expects a yes, and parses what came. */
  expect<S extends z.ZodType>(schema: S, method: string, address: string, json?: unknown): Promise<z.output<S>>
}

/** Signs in through the doors, with the code from the letter; signs up first where a business is given. */
export async function signIn(world: World, email: string, business?: string): Promise<Person> {
  const browser = visitor(world.url)
  const known = codesTo(world, email).length
  const sent = business
    ? await browser.post('/api/account/sign-up', { email, name: 'Somebody', business })
    : await browser.post('/api/account/codes', { email })
  expect(sent.status).toBe(202)
  const opened = await browser.post('/api/account/sessions', { email, code: await codeOf(world, email, known) })
  const body = (await opened.json()) as Answer['body']
  expect(body).toMatchObject({ success: true })

  const ask: Person['ask'] = (method, address, json, headers) =>
    answerOf(browser.go(address, requestOf(method, json, headers)))
  return {
    ...browser,
    me: Me.parse(body.data),
    ask,
    expect: async (schema, method, address, json) => {
      const answer = await ask(method, address, json)
      expect(answer.body, `${method} ${address}`).toMatchObject({ success: true })
      return schema.parse(answer.body.data)
    },
  }
}

const requestOf = (method: string, json: unknown, headers: Record<string, string> = {}): RequestInit =>
  method === 'GET'
    ? { method, headers }
    : { method, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(json ?? {}) }

async function answerOf(responding: Promise<Response>): Promise<Answer> {
  const response = await responding
  return { status: response.status, body: (await response.json()) as Answer['body'] }
}
