import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/index.js'
import type { Env } from '../env.ts'
import { Throttled, Unauthorized, Unavailable } from '../errors.ts'
import { costOf, type Units } from '../quota.ts'

export type Api = () => Promise<gmail_v1.Resource$Users>

/** The SDK weighs a third of a second; it is loaded by the first call, not by the door. */
export function connect(env: Env, accessToken: string, units: Units): Api {
  let users: gmail_v1.Resource$Users | undefined
  return async () => {
    if (users) return users
    const { gmail: create } = await import('googleapis/build/src/apis/gmail/index.js')
    users = create({
      version: 'v1',
      headers: { authorization: `Bearer ${accessToken}` },
      // The queue is what retries; the SDK would do so behind the lease's back.
      retry: false,
      timeout: 30_000,
      // The SDK keeps only the host of a root URL, and none of it for uploads: addresses are mapped here, for all calls.
      fetchImplementation: (input: RequestInfo | URL, init?: RequestInit) => {
        const address = input instanceof Request ? input.url : String(input)
        units.used += costOf(init?.method ?? 'GET', address)
        return fetch(address.replace(/^https:\/\/(gmail|www)\.googleapis\.com/, env.GMAIL_URL), init)
      },
    }).users
    return users
  }
}

/** Undefined when what was asked for is not there, which Gmail says with one of these. */
export async function unlessMissing<T>(call: () => Promise<T>, missing = [404]): Promise<T | undefined> {
  try {
    return await calls(call)
  } catch (error) {
    if (missing.includes(statusOf(error) ?? 0)) return undefined
    throw error
  }
}

/** What Gmail will never take, however often it is asked: as a sentence for the human. */
export async function unlessRejected<T>(call: () => Promise<T>): Promise<T | string> {
  try {
    return await calls(call)
  } catch (error) {
    if (statusOf(error) === 413) return 'Gmail refuses this reply: it is too large'
    if (statusOf(error) === 400) return 'Gmail refuses this reply'
    if (statusOf(error) === 403) return 'Gmail does not allow this mailbox to send this reply'
    throw error
  }
}

/** The status with which Gmail says that asking again will not help, until somebody changes something. */
export async function unlessDenied<T>(call: () => Promise<T>): Promise<T | number> {
  try {
    return await calls(call)
  } catch (error) {
    const status = statusOf(error)
    if (status === 400 || status === 403 || status === 404) return status
    throw error
  }
}

/** Busy, broken, unreadable and unreachable become `Unavailable`, so that the queue knows to come back. */
export async function calls<T>(call: () => Promise<T>): Promise<T> {
  try {
    const answer = await call()
    if ([answer].flat().some(isUnreadable)) throw new Unavailable('Gmail answers what cannot be read')
    return answer
  } catch (error) {
    if (error instanceof Unavailable) throw error
    const status = statusOf(error)
    if (status === 401) throw new Unauthorized('Gmail does not accept the token', { cause: error })
    if (status === 429 || isRateLimit(error)) {
      throw new Throttled(`Gmail answers ${status}`, retryAfter(error), { cause: error })
    }
    if (status === undefined || status >= 500) {
      throw new Unavailable(`Gmail answers ${status ?? 'nothing'}`, retryAfter(error), { cause: error })
    }
    throw error
  }
}

/** A 200 that is cut short (the SDK then hands on the text), or that holds an error all the same. */
const isUnreadable = (answer: unknown): boolean => {
  const { data } = answer as { data?: unknown }
  return typeof data === 'string' ? data !== '' : Object.hasOwn(data ?? {}, 'error')
}

type Failed = { status?: unknown; response?: { status?: unknown; headers?: Headers; data?: unknown } }

const statusOf = (error: unknown): number | undefined => {
  const { status, response } = (error ?? {}) as Failed
  const known = response?.status ?? status
  return typeof known === 'number' ? known : undefined
}

const isRateLimit = (error: unknown) =>
  /rateLimitExceeded/i.test(JSON.stringify((error as Failed).response?.data ?? ''))

/** Too many requests is a request to wait, whether or not it says how long. */
const retryAfter = (error: unknown) =>
  Number((error as Failed).response?.headers?.get?.('retry-after')) ||
  (statusOf(error) === 429 || isRateLimit(error) ? 1 : 0)
