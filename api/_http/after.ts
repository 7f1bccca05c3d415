import { logError } from '../../core/log.ts'
import type { HttpContext } from './route.ts'

type Platform = { get?(): { waitUntil?(promise: Promise<unknown>): void } | undefined }

/**
 * Work that outlives the answer. Vercel and workerd keep a function alive for what `waitUntil` is given; a plain Node
 * server stays alive by itself.
 */
export function after(c: HttpContext, work: () => Promise<unknown>): void {
  const running = work().catch((error: unknown) => logError('after.failed', error, { requestId: c.var.requestId }))
  const vercel = (globalThis as Record<symbol, unknown>)[Symbol.for('@vercel/request-context')] as Platform | undefined
  const platform = vercel?.get?.() ?? executionContext(c)
  platform?.waitUntil?.(running)
}

/** Hono throws where the platform has none. */
function executionContext(c: HttpContext): { waitUntil(promise: Promise<unknown>): void } | undefined {
  try {
    return c.executionCtx
  } catch {
    return undefined
  }
}
