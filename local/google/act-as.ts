import type { Hono } from 'hono'
import type { World } from './world.ts'

export type Act = <Body>(call: string, body?: unknown) => Promise<{ status: number; body: Body }>

let sessions = 0

/**
 * The person at the mailbox, in process: `act('POST /messages/send', { raw })`, with paths below `/gmail/v1/users/me`.
 * No fault and no revoked consent stands in a person's own way.
 */
export function actAs(world: World, routes: Hono, address: string, scopes: string[]): Act {
  return async (call, body) => {
    const [method = 'GET', path = ''] = call.split(' ')
    const session = `session-${++sessions}`
    world.grants.access.set(session, { address, scopes, expires: Number.MAX_SAFE_INTEGER })
    const response = await routes.request(`/gmail/v1/users/me${path}`, {
      method,
      headers: { authorization: `Bearer ${session}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    world.grants.access.delete(session)
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }
}
