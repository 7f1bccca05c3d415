import { createHash } from 'node:crypto'

export type Receipt = { fingerprint: string; until: number; body: unknown }

const day = 24 * 60 * 60_000

/** Resend: idempotency keys. For 24 hours a key stands for one request; another body under it is a conflict. */
export function createIdempotency(now: () => number, receipts: Record<string, Receipt> = {}) {
  const kept = new Map(Object.entries(receipts))

  return {
    look(
      key: string | undefined,
      request: string,
    ): { outcome: 'new' | 'conflict' } | { outcome: 'known'; body: unknown } {
      const receipt = key === undefined ? undefined : kept.get(key)
      if (!receipt || receipt.until <= now()) return { outcome: 'new' }
      return receipt.fingerprint === fingerprintOf(request)
        ? { outcome: 'known', body: receipt.body }
        : { outcome: 'conflict' }
    },
    keep(key: string | undefined, request: string, body: unknown) {
      for (const [each, { until }] of kept) if (until <= now()) kept.delete(each)
      if (key !== undefined) kept.set(key, { fingerprint: fingerprintOf(request), until: now() + day, body })
    },
    snapshot: () => Object.fromEntries(kept),
  }
}

function fingerprintOf(request: string): string {
  return createHash('sha256').update(request).digest('base64url')
}
