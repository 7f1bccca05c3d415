import dgram from 'node:dgram'
import { lookup, promises, resolve4 } from 'node:dns'
import { connect, createServer, Socket } from 'node:net'
import { connect as secure } from 'node:tls'
import { expect, test } from 'vitest'
import { isLoopback, refuseOutsiders } from '../support/network-guard.ts'

const outside = 'mail.example.test'
const errorOf = (socket: Socket) => new Promise<Error>((resolve) => socket.once('error', resolve))

test('a request that leaves this machine fails, and fails its test even when the error is swallowed', async () => {
  await fetch(`https://${outside}/`).catch(() => 'swallowed')
  expect(refuseOutsiders).toThrow(`reached for ${outside}:443`)
  expect(refuseOutsiders).not.toThrow()
})

test.each([
  ['a host and a port', () => connect(443, outside)],
  ['options', () => connect({ host: '192.0.2.1', port: 443 })],
  ['a socket of its own', () => new Socket().connect({ host: outside, port: 25 })],
  ['TLS', () => secure({ host: outside, port: 443 })],
])('a socket given %s is refused', async (_form, open) => {
  await expect(errorOf(open())).resolves.toMatchObject({ code: 'ENETGUARD' })
  expect(refuseOutsiders).toThrow('may not leave this machine')
})

test('a name is not even looked up', async () => {
  const answer = await new Promise((resolve) => lookup(outside, (error) => resolve(error)))
  expect(answer).toMatchObject({ code: 'ENETGUARD' })
  const records = await new Promise((resolve) => resolve4(outside, (error) => resolve(error)))
  expect(records).toMatchObject({ code: 'ENETGUARD' })
  await expect(promises.resolveMx(outside)).rejects.toMatchObject({ code: 'ENETGUARD' })
  expect(refuseOutsiders).toThrow('dns.lookup')
})

test('a datagram is refused', () => {
  const socket = dgram.createSocket('udp4')
  expect(() => socket.send('x', 53, '192.0.2.1')).toThrow('192.0.2.1')
  socket.close()
  expect(refuseOutsiders).toThrow('udp')
})

test('this machine may be reached by address and by name', async () => {
  const server = createServer((socket) => socket.end('hello')).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  for (const host of ['127.0.0.1', 'localhost']) {
    const socket = connect(port, host)
    await new Promise((resolve) => socket.once('data', resolve))
    socket.destroy()
  }
  server.close()
  expect(refuseOutsiders).not.toThrow()
})

test.each([
  ['127.0.0.1', true],
  ['127.8.9.10', true],
  ['::1', true],
  ['::ffff:127.0.0.1', true],
  ['api.localhost', true],
  ['127.0.0.1.example.test', false],
  ['localhost.example.test', false],
  ['10.0.0.1', false],
  ['::ffff:10.0.0.1', false],
])('"%s" is on this machine: %s', (host, expected) => {
  expect(isLoopback(host)).toBe(expected)
})
