import { expect, test } from 'vitest'
import { codeOf, codesTo } from '../support/code-of.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
const HERE = { 'x-forwarded-for': '203.0.113.7' }
const from = (n: number) => ({ 'x-forwarded-for': `198.51.100.${n}` })

test('somebody who guesses elsewhere locks nobody out', async () => {
  const email = 'owner@quill.example'
  await signUp(email, from(1))
  const codes = []
  for (let n = 0; n < 40; n++) codes.push((await guess(email, await wrongFor(email), from(1))).status)
  expect(codes.filter((status) => status === 401)).toHaveLength(10)
  expect(codes.slice(10).every((status) => status === 429)).toBe(true)

  const known = codesTo(world, email).length
  await post('codes', { email }, HERE)
  expect((await guess(email, await codeOf(world, email, known), HERE)).status).toBe(201)
})

test('guessing from many places ends, too', async () => {
  const email = 'many@quill.example'
  await signUp(email, HERE)
  const statuses = []
  for (let n = 0; n < 33; n++) statuses.push((await guess(email, await wrongFor(email), from(n))).status)
  expect(statuses.filter((status) => status === 401)).toHaveLength(30)
  expect(statuses.slice(30)).toEqual([429, 429, 429])
})

test('somebody who asks for codes elsewhere does not keep the owner from asking', async () => {
  const email = 'asked@quill.example'
  const theirs = []
  for (let n = 0; n < 40; n++) theirs.push((await post('codes', { email }, from(9))).status)
  expect(theirs.filter((status) => status === 202)).toHaveLength(10)
  expect((await post('codes', { email }, HERE)).status).toBe(202)
  for (let n = 10; n < 29; n++) expect((await post('codes', { email }, from(n))).status).toBe(202)
  expect((await post('codes', { email }, from(30))).status).toBe(429)
})

test('a caller cannot choose where they come from', async () => {
  const email = 'hops@quill.example'
  const statuses = []
  for (let n = 0; n < 12; n++) {
    const headers = { 'x-real-ip': `192.0.2.${n}`, 'x-forwarded-for': `192.0.2.${n}, 198.51.100.77` }
    statuses.push((await post('codes', { email }, headers)).status)
  }
  expect(statuses.slice(-2)).toEqual([429, 429])
  const edge = { 'x-forwarded-for': '198.51.100.77', 'x-vercel-forwarded-for': '203.0.113.9' }
  expect((await post('codes', { email }, edge)).status).toBe(202)
})

const post = (address: string, json: unknown, headers: Record<string, string>) =>
  fetch(`${world.url}/api/account/${address}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(json),
  })

const guess = (email: string, code: string, headers: Record<string, string>) =>
  post('sessions', { email, code }, headers)

async function signUp(email: string, headers: Record<string, string>): Promise<void> {
  await post('sign-up', { email, name: 'O', business: 'Owners' }, headers)
  await codeOf(world, email)
}

async function wrongFor(email: string): Promise<string> {
  return (await codeOf(world, email)) === '000000' ? '000001' : '000000'
}
