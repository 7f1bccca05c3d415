/**
 * What can go wrong at the other end. `timeout` never answers until the caller gives up; `malformed` cuts the HTTP body;
 * `lost` cuts that of an answer that was made, and is billed;
 * `cut_off` stops the answer at half its length (`max_tokens`); `prose` answers in words where JSON was asked for.
 */
export type ClaudeFault = {
  kind: 'rate_limit' | 'overloaded' | 'error' | 'timeout' | 'malformed' | 'lost' | 'cut_off' | 'refusal' | 'prose'
  /** How many calls it spoils, one by default; `Infinity` lasts until cleared. */
  times?: number
  /** Only calls to this model. */
  model?: string
  /** Seconds, for `rate_limit` and `overloaded`. */
  retryAfter?: number
}

export function createFaults() {
  let pending: (ClaudeFault & { times: number })[] = []

  return {
    add(fault: ClaudeFault) {
      pending.push({ ...fault, times: fault.times ?? 1 })
    },
    clear() {
      pending = []
    },
    list(): ClaudeFault[] {
      return pending.map((fault) => ({ ...fault }))
    },
    take(model: string): ClaudeFault | undefined {
      const fault = pending.find((each) => each.model === undefined || each.model === model)
      if (!fault) return
      fault.times -= 1
      pending = pending.filter(({ times }) => times > 0)
      return fault
    },
  }
}
