const PARTS: [RegExp, string][] = [
  [/^\/local\/supabase\/rest\/v1/, 'db'],
  [/^\/local\/supabase\/auth\/v1/, 'auth'],
  [/^\/local\/google(\/upload)?\/gmail\/v1\/users\/me/, 'gmail'],
  [/^\/local\/(google|resend)/, '$1'],
  [/^\/local\/claude\/v1/, 'claude'],
]
const ID = /\/([0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{16}|r-?\d+|\d+)(?=\/|$)/g

/** `POST db/rpc/claim_jobs`, `GET gmail/messages/{id}`: what is called, whatever its ids are this time. */
export function nameOf({ method, url }: Request): string {
  const { pathname } = new URL(url)
  const place = PARTS.reduce((path, [prefix, name]) => path.replace(prefix, name), pathname)
  return `${method} ${place.replace(ID, '/{id}')}`
}

export const outcomeOf = ({ status }: Response): string => String(status)
