import type { Client } from './client.ts'

export type AuthorizationRequest = {
  redirectUri: string
  scopes: string[]
  state: string | null
  loginHint: string
  prompt: string
  offline: boolean
  includeGranted: boolean
  challenge: string
  method: string
  nonce: string
}
export type Mistake = { status: 400 | 401; error: string; message: string }

/** Reads an authorization request, or says why it must not even redirect. */
export function readRequest(params: URLSearchParams, client: Client): AuthorizationRequest | Mistake {
  const value = (name: string) => params.get(name) ?? ''
  const redirectUri = value('redirect_uri')
  const method = value('code_challenge_method') || 'plain'
  const scopes = [...new Set(value('scope').split(/\s+/).filter(Boolean))]
  if (value('client_id') !== client.id) {
    return { status: 401, error: 'invalid_client', message: 'The OAuth client was not found.' }
  }
  if (!client.redirectUris.includes(redirectUri)) {
    return {
      status: 400,
      error: 'redirect_uri_mismatch',
      message: `"${redirectUri}" is not registered for this client.`,
    }
  }
  if (value('response_type') !== 'code') {
    return {
      status: 400,
      error: 'unsupported_response_type',
      message: `Unsupported response type "${value('response_type')}".`,
    }
  }
  if (scopes.length === 0)
    return { status: 400, error: 'invalid_request', message: 'Missing required parameter: scope' }
  if (!['S256', 'plain'].includes(method)) {
    return { status: 400, error: 'invalid_request', message: `Unsupported code challenge method "${method}".` }
  }
  return {
    redirectUri,
    scopes,
    state: params.get('state'),
    loginHint: value('login_hint').toLowerCase(),
    prompt: value('prompt'),
    offline: value('access_type') === 'offline',
    includeGranted: value('include_granted_scopes') === 'true',
    challenge: value('code_challenge'),
    method,
    nonce: value('nonce'),
  }
}
