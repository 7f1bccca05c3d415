import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { CookieOptions } from 'hono/utils/cookie'
import type { Session } from '../../core/account/schema.ts'
import type { HttpContext } from './route.ts'

/** `__Host-`: this host only, TLS only, the whole site (RFC 6265bis §4.1.3). HttpOnly: no script ever sees a token. */
const SAFE: CookieOptions = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' }
const ACCESS = '__Host-access'
const REFRESH = '__Host-refresh'
const CONNECT = '__Host-connect'
const THIRTY_DAYS = 30 * 24 * 3600

export const accessCookie = (c: HttpContext) => getCookie(c, ACCESS)
export const refreshCookie = (c: HttpContext) => getCookie(c, REFRESH)

export function keepSession(c: HttpContext, { accessToken, refreshToken, expiresIn }: Session): void {
  setCookie(c, ACCESS, accessToken, { ...SAFE, maxAge: expiresIn })
  setCookie(c, REFRESH, refreshToken, { ...SAFE, maxAge: THIRTY_DAYS })
}

export function dropSession(c: HttpContext): void {
  deleteCookie(c, ACCESS, SAFE)
  deleteCookie(c, REFRESH, SAFE)
}

export const keepConnecting = (c: HttpContext, sealed: string) =>
  setCookie(c, CONNECT, sealed, { ...SAFE, maxAge: 900 })

export function takeConnecting(c: HttpContext): string {
  const sealed = getCookie(c, CONNECT) ?? ''
  deleteCookie(c, CONNECT, SAFE)
  return sealed
}
