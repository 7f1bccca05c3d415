import type { MiddlewareHandler } from 'hono'

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

/**
 * This page shows sign-in codes and moves clocks: only this machine may read it (whoever rebinds a name to it is
 * refused by the Host header), and no other site's page may post to it.
 */
export const guard: MiddlewareHandler = async (c, next) => {
  const host = c.req.header('host') ?? new URL(c.req.url).host
  if (!LOOPBACK.test(host)) return c.text('The local world answers only on this machine', 403)
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && isForeign(c.req.raw.headers, host))
    return c.text('A page elsewhere may not act on the local world', 403)

  await next()
  c.header('content-security-policy', POLICY)
  c.header('x-content-type-options', 'nosniff')
  c.header('referrer-policy', 'same-origin')
  c.header('cache-control', 'no-store')
}

/** Browsers say where a request comes from; a script that sends neither header is no browser. */
function isForeign(headers: Headers, host: string): boolean {
  const site = headers.get('sec-fetch-site')
  if (site) return site !== 'same-origin' && site !== 'none'
  const origin = headers.get('origin')
  return origin !== null && origin !== `http://${host}`
}
