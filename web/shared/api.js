/** @typedef {{ path: string, message: string }} Issue */

/** What went wrong, in the API's own words where there are any. `status` is 0 when no answer came. */
export class Problem extends Error {
  /** @param {{ code: string, message?: string, status?: number, requestId?: string, issues?: Issue[] }} told */
  constructor({ code, message = '', status = 0, requestId = '', issues = [] }) {
    super(message)
    this.code = code
    this.status = status
    this.requestId = requestId
    this.issues = issues
  }

  /** The network, not the answer: worth trying again. */
  get unreachable() {
    return this.status === 0 || this.status === 502 || this.status === 503 || this.status === 504
  }
}

/** @param {unknown} error @returns {Problem} */
export function problemFrom(error) {
  if (error instanceof Problem) return error
  throw error
}

/**
 * The only `fetch`. Every method answers with `data`, or throws a `Problem`.
 * While `renew` is set, a 401 waits for it (the person signs in again) and then asks once more.
 */
export const api = {
  /** @type {(() => Promise<void>) | undefined} */
  renew: undefined,

  /** @template T @param {string} path @param {{ signal?: AbortSignal }} [options] @returns {Promise<T>} */
  get: async (path, options = {}) => read(await ask('GET', path, options)),

  /**
   * Asks only for what is new: undefined when nothing has changed since `etag`.
   * @template T @param {string} path @param {string} etag @returns {Promise<{ data: T, etag: string } | undefined>}
   */
  async poll(path, etag) {
    const answer = await ask('GET', path, { headers: etag ? { 'if-none-match': etag } : {} })
    if (answer.status === 304) return undefined
    return { data: await read(answer), etag: answer.headers.get('etag') ?? '' }
  },

  /** A document that comes as it is, without the envelope. @param {string} path @returns {Promise<unknown>} */
  async document(path) {
    const answer = await ask('GET', path, {})
    return answer.ok ? answer.json() : read(answer)
  },

  /** @template T @param {string} path @param {unknown} [body] @returns {Promise<T>} */
  post: async (path, body = {}) => read(await ask('POST', path, { body })),
  /** @template T @param {string} path @param {unknown} body @returns {Promise<T>} */
  patch: async (path, body) => read(await ask('PATCH', path, { body })),
  /** @template T @param {string} path @returns {Promise<T>} */
  remove: async (path) => read(await ask('DELETE', path, { body: {} })),
}

/**
 * @param {string} method
 * @param {string} path
 * @param {{ body?: unknown, headers?: Record<string, string>, signal?: AbortSignal }} options
 * @returns {Promise<Response>}
 */
async function ask(method, path, options) {
  const answer = await reach(method, path, options)
  // A wrong code is a 401 too, and is no reason to ask for a code.
  if (answer.status !== 401 || !api.renew || path.startsWith('/api/account/')) return answer
  await api.renew()
  return reach(method, path, options)
}

/** @param {string} method @param {string} path @param {{ body?: unknown, headers?: Record<string, string>, signal?: AbortSignal }} options */
async function reach(method, path, { body, headers = {}, signal }) {
  const json = body === undefined ? undefined : JSON.stringify(body)
  const patience = AbortSignal.timeout(20_000)
  try {
    return await fetch(path, {
      method,
      headers: { accept: 'application/json', ...(json ? { 'content-type': 'application/json' } : {}), ...headers },
      body: json ?? null,
      cache: 'no-store',
      credentials: 'same-origin',
      // A yes must arrive even when the tab closes right after it; browsers allow 64 kB for that.
      keepalive: json !== undefined && json.length < 15_000,
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Problem({ code: patience.aborted ? 'timeout' : 'offline' })
  }
}

/** @param {Response} answer */
async function read(answer) {
  const requestId = answer.headers.get('x-request-id') ?? ''
  const told = await answer.json().catch(() => ({ code: 'unreadable' }))
  if (answer.ok && told.success === true) return told.data
  throw new Problem({
    code: typeof told.code === 'string' ? told.code : 'unreadable',
    message: typeof told.error === 'string' ? told.error : '',
    status: answer.status,
    requestId: told.requestId ?? requestId,
    issues: told.issues ?? [],
  })
}
