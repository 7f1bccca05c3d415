/** The path below `base`, whether or not whoever mounted this app has stripped the prefix already. */
export function pathOf(url: string, base: string): string {
  const prefix = new URL(base).pathname.replace(/\/$/, '')
  const { pathname } = new URL(url)
  return prefix !== '' && pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : pathname
}
