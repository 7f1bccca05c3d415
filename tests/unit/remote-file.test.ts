import http from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isPublic } from '../../core/providers/remote-address.ts'
import { fetchRemote } from '../../core/providers/remote-file.ts'

const seen: http.IncomingMessage[] = []
const server = http.createServer((request, response) => {
  seen.push(request)
  const url = new URL(request.url ?? '/', 'http://x.example')
  const hops = Number(url.searchParams.get('hops') ?? 0)
  const to = url.searchParams.get('to')
  if (to) return response.writeHead(302, { location: to }).end()
  if (hops > 0) return response.writeHead(307, { location: `/?hops=${hops - 1}` }).end()
  if (url.pathname === '/large') return response.writeHead(200).end(Buffer.alloc(6_000_000))
  if (url.pathname === '/packed') return response.writeHead(200, { 'content-encoding': 'gzip' }).end('x')
  if (url.pathname === '/broken') return response.destroy()
  if (url.pathname === '/missing') return response.writeHead(404).end()
  return response.writeHead(200, { 'set-cookie': 'a=b' }).end('picture')
})
let port = 0
let host = ''

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  host = `127.0.0.1:${port}`
})
afterAll(() => server.close())

const here = (path = '/') => fetchRemote(`http://${host}${path}`, { allowed: [host] })

test('an image is fetched as nobody: no cookie, no referrer, no name', async () => {
  const fetched = await here()
  expect(fetched.outcome === 'fetched' && Buffer.from(fetched.content).toString()).toBe('picture')
  expect(Object.keys(seen.at(-1)?.headers ?? {}).sort()).toEqual(['accept', 'accept-encoding', 'connection', 'host'])
})

test.each(['/large', '/packed', '/broken', '/missing', '/?hops=4', '/?to=ftp://public.example/', '/?to=http://['])(
  '%s is refused',
  async (path) => {
    expect(await here(path)).toMatchObject({ outcome: 'refused' })
  },
)

test('three redirects are followed', async () => {
  expect(await here('/?hops=3')).toMatchObject({ outcome: 'fetched' })
})

test.each([
  'http://127.0.0.1/',
  'http://127.0.0.1:1/',
  'http://localhost/',
  'http://[::1]/',
  'http://[::ffff:127.0.0.1]/',
  'http://[::ffff:a9fe:a9fe]/',
  'http://[64:ff9b::a9fe:a9fe]/',
  'http://169.254.169.254/latest/meta-data/',
  'http://2852039166/',
  'http://0x7f.1/',
  'http://0177.0.0.1/',
  'http://10.0.0.1/',
  'http://100.64.0.1/',
  'http://0/',
  'http://public.example:8080/',
  'https://user:word@public.example/',
  'ftp://public.example/',
  `file:${'//'}/secret`,
  'data:image/png;base64,AA==',
  'http://[',
])('%s is never connected to, asked for or redirected to', async (address) => {
  const before = seen.length
  const reach = { allowed: [host], resolve: async () => [{ address: '127.0.0.1', family: 4 }] }
  expect(await fetchRemote(address, reach)).toMatchObject({ outcome: 'refused' })
  expect(await fetchRemote(`http://${host}/?to=${encodeURIComponent(address)}`, reach)).toMatchObject({
    outcome: 'refused',
  })
  expect(seen.length).toBe(before + 1)
})

test('a name with one private address among public ones is refused', async () => {
  const resolve = async () => [
    { address: '93.184.215.14', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ]
  expect(await fetchRemote('http://rebind.example/', { allowed: [], resolve })).toEqual({
    outcome: 'refused',
    why: 'It is not public',
  })
})

test('the address that was checked is the one connected to: a name is looked up once', async () => {
  let asked = 0
  const resolve = async () => {
    asked++
    return [{ address: asked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]
  }
  const fetched = await fetchRemote(`http://rebind.example:${port}/`, { allowed: [`rebind.example:${port}`], resolve })
  expect(fetched.outcome).toBe('fetched')
  expect(asked).toBe(1)
  expect(seen.at(-1)?.headers.host).toBe(`rebind.example:${port}`)
})

test.each(['8.8.8.8', '1.1.1.1', '93.184.215.14', '2606:2800:21f:cb07:6820:80da:af6b:8b2c', '2a00:1450:4001::1'])(
  '%s is public',
  (address) => expect(isPublic(address)).toBe(true),
)

test.each([
  ...['0.0.0.0', '10.1.2.3', '100.64.1.1', '100.127.255.255', '127.0.0.1', '169.254.169.254', '172.16.0.1'],
  ...['172.31.255.255', '192.0.0.1', '192.0.2.1', '192.168.1.1', '198.18.0.1', '198.51.100.1', '203.0.113.1'],
  ...['224.0.0.1', '240.0.0.1', '255.255.255.255', '::', '::1', '::ffff:8.8.8.8', '::127.0.0.1', '64:ff9b::808:808'],
  ...['64:ff9b:1::1', '100::1', '2001::1', '2001:db8::1', '2002:7f00:1::', '3fff::1', 'fc00::1', 'fd00:ec2::254'],
  ...['fe80::1', 'fec0::1', 'ff02::1', '5f00::1', 'example', ''],
])('%s is not', (address) => expect(isPublic(address)).toBe(false))
