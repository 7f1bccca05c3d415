import * as z from 'zod'
import type { Env } from '../env.ts'
import { Unavailable } from '../errors.ts'

/** OAuth at Google: what it takes to be let into a mailbox, and to be let out. */
export type Google = {
  consentUrl(request: { state: string; challenge: string; redirectUri: string; address?: string | undefined }): string
  exchange(code: string, verifier: string, redirectUri: string): Promise<Exchanged>
  refresh(refreshToken: string): Promise<Refreshed>
  revoke(token: string): Promise<void>
}

export type Exchanged =
  | { outcome: 'granted'; accessToken: string; refreshToken: string; scopes: string[] }
  | { outcome: 'refused' }

/** `revoked` is final: the user took the grant back, or Google did. Polling on would never help. */
export type Refreshed = { outcome: 'fresh'; accessToken: string; expiresInSeconds: number } | { outcome: 'revoked' }

/** The least that reads mail, writes drafts and sends them. */
export const SCOPES = ['https://www.googleapis.com/auth/gmail.modify']

const Granted = z.object({
  access_token: z.string(),
  refresh_token: z.string().optional(),
  expires_in: z.number(),
  scope: z.string().default(''),
})

export function google(env: Env): Google {
  const token = (form: Record<string, string>) =>
    post(`${env.GOOGLE_TOKEN_URL}/token`, {
      client_id: env.GOOGLE_CLIENT_ID,
      client_secret: env.GOOGLE_CLIENT_SECRET,
      ...form,
    })

  return {
    consentUrl({ state, challenge, redirectUri, address }) {
      const url = new URL(`${env.GOOGLE_AUTH_URL}/o/oauth2/v2/auth`)
      url.search = new URLSearchParams({
        client_id: env.GOOGLE_CLIENT_ID,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: SCOPES.join(' '),
        access_type: 'offline',
        prompt: 'consent',
        state,
        code_challenge: challenge,
        code_challenge_method: 'S256',
        ...(address && { login_hint: address }),
      }).toString()
      return url.href
    },

    async exchange(code, verifier, redirectUri) {
      const response = await token({
        grant_type: 'authorization_code',
        code,
        code_verifier: verifier,
        redirect_uri: redirectUri,
      })
      if (!response.ok) return { outcome: 'refused' }

      const { access_token, refresh_token, scope } = Granted.parse(await response.json())
      if (!refresh_token) return { outcome: 'refused' }
      return { outcome: 'granted', accessToken: access_token, refreshToken: refresh_token, scopes: scope.split(' ') }
    },

    async refresh(refreshToken) {
      const response = await token({ grant_type: 'refresh_token', refresh_token: refreshToken })
      if (response.ok) {
        const { access_token, expires_in } = Granted.parse(await response.json())
        return { outcome: 'fresh', accessToken: access_token, expiresInSeconds: expires_in }
      }
      const { error } = z.object({ error: z.string() }).parse(await response.json())
      if (error === 'invalid_grant') return { outcome: 'revoked' }
      throw new Error(`Cannot refresh a Google grant: "${error}"`)
    },

    async revoke(tokenToRevoke) {
      // 400 says it is already invalid, which is what was asked for.
      await post(`${env.GOOGLE_TOKEN_URL}/revoke`, { token: tokenToRevoke })
    },
  }
}

async function post(url: string, form: Record<string, string>): Promise<Response> {
  const response = await fetch(url, {
    method: 'POST',
    body: new URLSearchParams(form),
    signal: AbortSignal.timeout(10_000),
  }).catch((cause: unknown) => {
    throw new Unavailable('Google does not answer', 0, { cause })
  })
  if (response.status === 429 || response.status >= 500) {
    throw new Unavailable(`Google answers ${response.status}`, Number(response.headers.get('retry-after')) || 0)
  }
  return response
}
