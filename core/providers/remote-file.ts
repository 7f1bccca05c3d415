import { lookup } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { isPublic } from './remote-address.ts'

const MOST_BYTES = 5_000_000
const MOST_MS = 10_000
const MOST_REDIRECTS = 3

type Address = { address: string; family: number }
export type Reach = {
  /** Hosts, with their port, that are taken although they are not public. */
  allowed: string[]
  resolve?: (host: string) => Promise<Address[]>
  /** What is asked for; a picture, unless something else is said. */
  accept?: string
}
export type Fetched =
  | { outcome: 'fetched'; content: Uint8Array<ArrayBuffer>; mediaType: string }
  | { outcome: 'refused'; why: string }

/**
 * Fetches what a stranger's address names, as nobody: no cookie, no referrer, no name of ours. It reaches public
 * addresses only, and connects to the very address it has checked, so that a name that changes its mind in between
 * gains nothing. Every redirect is checked like the first.
 */
export async function fetchRemote(address: string, reach: Reach): Promise<Fetched> {
  const signal = AbortSignal.timeout(MOST_MS)
  let next = address
  for (let hop = 0; hop <= MOST_REDIRECTS; hop++) {
    const answer = await ask(next, reach, signal)
    if (!('redirect' in answer)) return answer
    next = answer.redirect
  }
  return refused('It redirects too often')
}

async function ask(address: string, reach: Reach, signal: AbortSignal): Promise<Fetched | { redirect: string }> {
  if (!URL.canParse(address)) return refused('It is no address')
  const url = new URL(address)
  if (!/^https?:$/.test(url.protocol) || url.username || url.password) return refused('It is no plain web address')
  const isAllowed = reach.allowed.includes(url.host)
  // A port that is the scheme's own is not part of a parsed address.
  if (url.port && !isAllowed) return refused('It is at an unusual port')

  try {
    const [target, ...others] = await addressesOf(url, reach.resolve ?? everyAddress, signal)
    if (!target) return refused('It has no address')
    if (!isAllowed && ![target, ...others].every((each) => isPublic(each.address))) return refused('It is not public')
    return await request(url, target, reach.accept ?? 'image/*', signal)
  } catch (error) {
    return refused(error instanceof Error ? error.name : 'It does not answer')
  }
}

async function addressesOf(url: URL, resolve: NonNullable<Reach['resolve']>, signal: AbortSignal): Promise<Address[]> {
  const host = nameOf(url)
  const family = isIP(host)
  if (family) return [{ address: host, family }]
  const late = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
  return Promise.race([resolve(host), late])
}

const everyAddress = (host: string) => lookup(host, { all: true })

const nameOf = ({ hostname }: URL) => hostname.replace(/^\[|\]$/g, '')

function request(url: URL, { address, family }: Address, accept: string, signal: AbortSignal) {
  const { promise, resolve, reject } = Promise.withResolvers<Fetched | { redirect: string }>()
  const name = nameOf(url)
  const secure = url.protocol === 'https:'
  const asked = (secure ? https : http).request(
    {
      host: address,
      family,
      port: url.port || (secure ? 443 : 80),
      path: url.pathname + url.search,
      ...(secure && !isIP(name) && { servername: name }),
      // Without an encoding, nothing small can unfold into something large.
      headers: { host: url.host, accept, 'accept-encoding': 'identity' },
      agent: false,
      maxHeaderSize: 16_384,
      signal,
    },
    (response) => {
      response.on('error', reject)
      const end = (answer: Fetched | { redirect: string }) => {
        response.destroy()
        resolve(answer)
      }
      const { statusCode = 0, headers } = response
      if ([301, 302, 303, 307, 308].includes(statusCode) && headers.location) {
        const target = headers.location
        return end(
          URL.canParse(target, url.href) ? { redirect: new URL(target, url).href } : refused('It leads nowhere'),
        )
      }
      if (statusCode !== 200) return end(refused(`It answers ${statusCode}`))
      if ((headers['content-encoding'] ?? 'identity') !== 'identity') return end(refused('It is encoded'))
      if (Number(headers['content-length'] ?? 0) > MOST_BYTES) return end(refused('It is too large'))

      const chunks: Uint8Array[] = []
      let size = 0
      response.on('data', (chunk: Uint8Array) => {
        size += chunk.byteLength
        chunks.push(chunk)
        if (size > MOST_BYTES) end(refused('It is too large'))
      })
      response.on('end', () => {
        const content = new Uint8Array(Buffer.concat(chunks))
        resolve({ outcome: 'fetched', content, mediaType: headers['content-type'] ?? '' })
      })
    },
  )
  asked.on('error', reject)
  asked.end()
  return promise
}

const refused = (why: string): Fetched => ({ outcome: 'refused', why })
