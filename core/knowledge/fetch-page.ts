import type { Context } from '../context.ts'
import { readFile } from './read-file.ts'

type Page = { content: Uint8Array; read: Awaited<ReturnType<typeof readFile>> }

/** The one page somebody named, and what it says. Undefined when it cannot be reached: gone, private or too large. */
export async function fetchPage({ env }: Context, url: string): Promise<Page | undefined> {
  const { fetchRemote } = await import('../providers/remote-file.ts')
  const fetched = await fetchRemote(url, { allowed: env.WEBSITE_ALLOW, accept: 'text/html, application/pdf, text/*' })
  if (fetched.outcome === 'refused') return undefined

  const { content, mediaType } = fetched
  const charset = /charset\s?=\s?"?([\w:.-]{1,40})/i.exec(mediaType)?.[1] ?? ''
  const { pathname } = new URL(url)
  const name = /\bhtml\b/i.test(mediaType) ? 'page.html' : (pathname.split('/').at(-1) ?? '')
  return { content, read: await readFile(name, content, charset) }
}
