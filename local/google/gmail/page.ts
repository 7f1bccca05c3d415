import { GoogleError } from '../errors.ts'

/** One page of a list: entries after the one the token names, and the token of the next page. */
export function pageOf<Item>(
  items: Item[],
  url: string,
  keyOf: (item: Item) => string,
): { page: Item[]; next: { nextPageToken?: string } } {
  const params = new URL(url).searchParams
  const size = Math.min(Number(params.get('maxResults') ?? 100) || 100, 500)
  if (size < 1) throw new GoogleError(400, "Invalid value at 'max_results'")
  const token = params.get('pageToken')
  const last = token ? Buffer.from(token, 'base64url').toString() : undefined
  // Keys fall along a list, so a page goes on in the right place even if its last entry is gone meanwhile.
  const start = last === undefined ? 0 : items.findIndex((item) => keyOf(item) < last)
  if (last !== undefined && !/^\d/.test(last)) throw new GoogleError(400, 'Invalid pageToken')
  const rest = start === -1 ? [] : items.slice(start)
  const page = rest.slice(0, size)
  const end = page.at(-1)
  if (end === undefined || rest.length <= size) return { page, next: {} }
  return { page, next: { nextPageToken: Buffer.from(keyOf(end)).toString('base64url') } }
}
