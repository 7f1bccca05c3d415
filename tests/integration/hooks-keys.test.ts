import { expect, test } from 'vitest'
import { sign } from '../../local/google/keys.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()

test.each([
  ['answer with an error', { status: 503 }],
  ['hang up', { drop: true }],
  ['answer nonsense', { malformed: true }],
])('while Google’s keys %s, a push is not judged but asked to come again', async (_what, fault) => {
  world.google.faults.add({ match: /certs/, ...fault })
  const answer = await push()
  expect(answer.status).toBe(502)
  expect(await answer.json()).toMatchObject({ code: 'upstream_failed' })
})

test('once they are there again, it is judged', async () => {
  expect((await push()).status).toBe(200)
})

async function push(): Promise<Response> {
  const now = Math.floor(Date.now() / 1000)
  const token = await sign({
    iss: 'https://accounts.google.com',
    aud: `${world.url}/api/hooks/gmail`,
    email: world.env.GMAIL_PUSH_ACCOUNT,
    email_verified: true,
    exp: now + 600,
  })
  const data = Buffer.from('{"emailAddress":"nobody@nowhere.example"}').toString('base64')
  return fetch(`${world.url}/api/hooks/gmail`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ message: { data } }),
  })
}
