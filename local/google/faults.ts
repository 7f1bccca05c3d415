import { GoogleError } from './errors.ts'

/** What goes wrong with a call. `after` performs it first: the caller cannot know whether it happened. */
export type CallFault = {
  /** Held against `METHOD /path`, without the query. */
  match: RegExp
  times?: number
  when?: 'before' | 'after' | 'instead'
  status?: number
  body?: unknown
  headers?: Record<string, string>
  drop?: boolean
  delayMs?: number
  malformed?: boolean
}
/** What goes wrong with a push on its way through Pub/Sub. */
export type PushFault = {
  push: 'duplicate' | 'delay' | 'reorder' | 'lose'
  address?: string
  times?: number
  delayMs?: number
}
export type Fault = CallFault | PushFault

export type Faults = {
  add: (fault: Fault) => void
  clear: () => void
  list: () => Fault[]
  takeCall: (call: string) => CallFault | undefined
  takePush: (address: string) => PushFault | undefined
}

export function createFaults(): Faults {
  let faults: Fault[] = []
  const take = <Kind extends Fault>(fits: (fault: Fault) => fault is Kind): Kind | undefined => {
    const found = faults.find(fits)
    if (found) {
      found.times = (found.times ?? 1) - 1
      faults = faults.filter((fault) => (fault.times ?? 1) > 0)
    }
    return found
  }
  return {
    add: (fault) => {
      if ((fault.times ?? 1) > 0) faults.push({ ...fault })
    },
    clear: () => {
      faults = []
    },
    list: () => faults.map((fault) => ({ ...fault })),
    // `search` starts from the beginning whatever flags the expression carries.
    takeCall: (call) => take((fault): fault is CallFault => 'match' in fault && call.search(fault.match) !== -1),
    takePush: (address) =>
      take((fault): fault is PushFault => 'push' in fault && (fault.address ?? address) === address),
  }
}

/** Lets a call pass through its fault. A dropped connection looks like one: it rejects as `fetch` does. */
export async function suffer(
  fault: CallFault,
  perform: () => Response | Promise<Response>,
  wait: (ms: number) => Promise<void>,
): Promise<Response> {
  const slowOnly =
    fault.delayMs !== undefined && !fault.status && !fault.drop && !fault.malformed && fault.body === undefined
  const performed = fault.when === 'after' || slowOnly ? await perform() : undefined
  if (fault.delayMs !== undefined) await wait(fault.delayMs)
  if (slowOnly && performed) return performed
  if (fault.drop) throw new ConnectionLost()
  return answerOf(fault)
}

/** What `fetch` rejects with when a connection breaks. */
export class ConnectionLost extends TypeError {
  constructor() {
    super('fetch failed')
  }
}

function answerOf({ status = 503, body, headers = {}, malformed, when }: CallFault): Response {
  const json = { 'content-type': 'application/json; charset=UTF-8' }
  if (malformed)
    return new Response('{"id": "18c', { status: status === 503 ? 200 : status, headers: { ...json, ...headers } })
  if (body !== undefined) {
    const code = when === 'instead' && status === 503 ? 200 : status
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    return new Response(text, { status: code, headers: { ...json, ...headers } })
  }
  return new GoogleError(status, messages[status] ?? 'Injected fault', undefined, headers).toResponse()
}

const messages: Record<number, string> = {
  401: 'Request had invalid authentication credentials.',
  403: 'Rate Limit Exceeded',
  404: 'Requested entity was not found.',
  429: 'Too many concurrent requests for user',
  500: 'Internal error encountered.',
  503: 'The service is currently unavailable.',
}
