const PATIENCE = 20_000

/** In the API's own words where there are any; `status` is 0 when no answer came. */
export class Problem extends Error {
  /** @param {string} code @param {{ error?: string, status?: number, requestId?: string, issues?: { message: string }[] }} [told] */
  constructor(code, { error = '', status = 0, requestId = '', issues = [] } = {}) {
    super(error)
    this.code = code
    this.status = status
    this.requestId = requestId
    this.issues = issues
  }

  /** Worth trying again. */
  get unreachable() {
    return [0, 502, 503, 504].includes(this.status)
  }
}

/** @param {unknown} error */
export function problemFrom(error) {
  if (error instanceof Problem) return error
  throw error
}

/** The only `fetch`. Every method answers with `data`, or throws a `Problem`. */
export const api = {
  /** A 401 waits for it and then asks once more. @type {(() => Promise<void>) | undefined} */
  renew: undefined,

  /** @template T @param {string} path @param {AbortSignal} [signal] @returns {Promise<T>} */
  get: async (path, signal) => read(await ask('GET', path, { signal })),

  /**
   * Undefined when nothing has changed since `etag`.
   * @template T @param {string} path @param {string} etag @returns {Promise<{ data: T, etag: string } | undefined>}
   */
  async poll(path, etag) {
    const answer = await ask('GET', path, { headers: etag ? { 'if-none-match': etag } : {} })
    if (answer.status === 304) return undefined
    return { data: await read(answer), etag: answer.headers.get('etag') ?? '' }
  },

  /** Without the envelope. @param {string} path @returns {Promise<unknown>} */
  async document(path) {
    const answer = await ask('GET', path)
    return answer.ok ? answer.json() : read(answer)
  },

  post: sending('POST'),
  patch: sending('PATCH'),
  remove: sending('DELETE'),
}

/** @param {string} method @returns {<T>(path: string, body?: unknown, patience?: number) => Promise<T>} */
function sending(method) {
  return async (path, body = {}, patience = PATIENCE) => read(await ask(method, path, { body, patience }))
}

/** @typedef {{ body?: unknown, headers?: Record<string, string>, signal?: AbortSignal, patience?: number }} Options */

/** @param {string} method @param {string} path @param {Options} [options] */
async function ask(method, path, options = {}) {
  const answer = await reach(method, path, options)
  // A wrong code is a 401 too, and is no reason to ask for a code.
  if (answer.status !== 401 || !api.renew || path.startsWith('/api/account/')) return answer
  await api.renew()
  return reach(method, path, options)
}

/** @param {string} method @param {string} path @param {Options} options */
async function reach(method, path, { body, headers, signal, patience: most = PATIENCE }) {
  const json = body === undefined ? undefined : JSON.stringify(body)
  const patience = AbortSignal.timeout(most)
  try {
    return await fetch(path, {
      method,
      headers: { accept: 'application/json', ...(json && { 'content-type': 'application/json' }), ...headers },
      body: json,
      cache: 'no-store',
      // A yes arrives even when the tab closes; browsers allow 64 kB for that.
      keepalive: json !== undefined && json.length < 15_000,
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    })
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Problem(patience.aborted ? 'timeout' : 'offline')
  }
}

/** @param {Response} answer */
async function read(answer) {
  const { status, headers } = answer
  const told = await answer.json().catch(() => ({}))
  if (answer.ok && told.success === true) return told.data
  throw new Problem(told.code ?? 'unreadable', { requestId: headers.get('x-request-id') ?? '', ...told, status })
}
