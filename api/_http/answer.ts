import type { HttpContext, Route } from './route.ts'

/** Wraps a verb's result in the envelope. What a person reads carries an ETag, so that asking again costs nothing. */
export async function answer(c: HttpContext, route: Route, result: unknown): Promise<Response> {
  if (result instanceof Response) return result

  const text = JSON.stringify({ success: true, data: result })
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8' }
  if (['GET', 'HEAD'].includes(c.req.method) && route.access === 'person') {
    headers.etag = await tagOf(text)
    if (c.req.header('if-none-match') === headers.etag) return c.body(null, 304, { etag: headers.etag })
  }
  return c.body(text, route.status ?? 200, headers)
}

async function tagOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return `W/"${Array.from(new Uint8Array(digest, 0, 12), (byte) => byte.toString(16).padStart(2, '0')).join('')}"`
}
