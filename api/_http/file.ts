import type { HttpContext } from './route.ts'

type File = { filename: string; mediaType: string; content: ReadableStream<Uint8Array> | Uint8Array<ArrayBuffer> }

const INERT = new Set(
  'application/pdf image/png image/jpeg image/gif image/webp application/zip audio/mpeg video/mp4'.split(' '),
)

/**
 * A file to be saved, never shown: whatever it claims to be, the browser only stores it (RFC 6266). Made from the
 * request's own context, so that a session renewed on the way comes back with it.
 */
export function download(c: Pick<HttpContext, 'body'>, { filename, mediaType, content }: File): Response {
  const ascii = filename.replace(/[^\x20-\x7e]|["\\%/]/g, '_')
  return c.body(content, 200, {
    // What a browser might run, or hand to what runs, is handed over as nothing in particular.
    'content-type': INERT.has(mediaType) ? mediaType : 'application/octet-stream',
    'content-disposition': `attachment; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(filename)}`,
    'content-security-policy': "default-src 'none'; sandbox",
  })
}

/** A picture, and nothing else: whatever it is taken for, it cannot act. */
export const picture = (c: Pick<HttpContext, 'body'>, { mediaType, content }: Omit<File, 'filename'>): Response =>
  c.body(content, 200, {
    'content-type': mediaType,
    'content-disposition': 'inline',
    'content-security-policy': "default-src 'none'; sandbox",
    'cross-origin-resource-policy': 'same-origin',
  })

/**
 * A mail's HTML as a page of its own: no script, no form, and no request but for the images below the addresses named.
 * Only our own pages may frame it.
 */
export const mailFrame = (c: Pick<HttpContext, 'body'>, html: string, images: string[] = []): Response =>
  c.body(
    `<!doctype html><meta charset="utf-8"><meta name="color-scheme" content="light"><base target="_blank">
<style>body{margin:0;padding:2px;font:15px/1.5 system-ui,sans-serif;color:#1c1c1e;background:#fff;overflow-wrap:anywhere}
p{margin:0 0 .6em}img,table{max-width:100%}img:is([data-remote],[data-inline]){display:inline-block;min-width:1em;min-height:1em;background:#eee}
blockquote{margin:0 0 0 .5em;padding-inline-start:.8em;border-inline-start:2px solid #ccc;color:#555}pre{white-space:pre-wrap}
.quoted>summary{cursor:pointer;color:#5a5b54;font:12px system-ui,sans-serif;padding:6px 0}.quoted>summary:empty::after{content:'…'}
a[data-host]{position:relative}a[data-host]:is(:hover,:focus,:active)::after{content:attr(data-host);position:absolute;z-index:1;
inset-block-start:100%;inset-inline-start:0;padding:2px 6px;font:12px system-ui,sans-serif;direction:ltr;white-space:nowrap;color:#fff;background:#1c1c1e}
a.elsewhere::before{content:'⚠ ' attr(data-host) ' ← ';font:12px system-ui,sans-serif;direction:ltr;color:#a3230f}</style>
<body dir="auto">${html}`,
    200,
    {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'unsafe-inline'; img-src ${['data:', ...images].join(' ')}; frame-ancestors 'self'; form-action 'none'; base-uri 'self'; sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox`,
      'referrer-policy': 'no-referrer',
      'x-frame-options': 'SAMEORIGIN',
    },
  )
