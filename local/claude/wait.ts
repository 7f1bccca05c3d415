import { setTimeout as after } from 'node:timers/promises'

/** Resolves after so many milliseconds, or as soon as the caller gives up; true when the caller is still there. */
export async function wait(ms: number, signal: AbortSignal): Promise<boolean> {
  if (signal.aborted) return false
  if (ms === Number.POSITIVE_INFINITY) {
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
    return false
  }
  return after(ms, true, { signal }).catch(() => false)
}
