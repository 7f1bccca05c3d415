import type { ClaudeFault } from './faults.ts'
import type { Message } from './message.ts'

export type CallRecord = {
  requestId: string
  /** Milliseconds. */
  at: number
  /** The body as it came over the wire, and parsed (undefined when it is not JSON). */
  raw: string
  request: unknown
  /** Undefined while the call is under way; 499 when the caller gave up. */
  status: number | undefined
  ms: number | undefined
  usage: Message['usage'] | undefined
  stopReason: Message['stop_reason'] | undefined
  fault: ClaudeFault['kind'] | undefined
}

const kept = 500

export function createCalls(now: () => number) {
  const records: CallRecord[] = []

  return {
    list: () => records.map((record) => ({ ...record })),
    open(requestId: string, raw: string) {
      const record: CallRecord = {
        requestId,
        at: now(),
        raw,
        request: parse(raw),
        status: undefined,
        ms: undefined,
        usage: undefined,
        stopReason: undefined,
        fault: undefined,
      }
      records.push(record)
      if (records.length > kept) records.shift()

      return Object.assign(record, {
        answered({ usage, stop_reason }: Message) {
          record.usage = usage
          record.stopReason = stop_reason
        },
        close(response: Response): Response {
          record.status = response.status
          record.ms = now() - record.at
          return response
        },
      })
    },
  }
}

function parse(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    // Not JSON: validation says so in Anthropic's words.
    return undefined
  }
}
