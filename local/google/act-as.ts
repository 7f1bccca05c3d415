import type { Google } from './create.ts'

export type Act = <Body>(call: string, body?: unknown) => Promise<{ status: number; body: Body }>

/**
 * Plays the person at a mailbox, in process: `actAs(google, address)('POST /messages/send', { raw })`. Paths are below
 * `/gmail/v1/users/me`.
 */
export function actAs(google: Google, address: string, scopes = ['https://mail.google.com/']): Act {
  const { accessToken } = google.grant(address, scopes)
  return async (call, body) => {
    const [method = 'GET', path = ''] = call.split(' ')
    const response = await google.app.request(`/gmail/v1/users/me${path}`, {
      method,
      headers: { authorization: `Bearer ${accessToken}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }
}
