import {
  calculateJwkThumbprint,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  type JWK,
  type JWTPayload,
  SignJWT,
} from 'jose'

type Keys = { privateKey: CryptoKey; kid: string; jwk: JWK; pem: string }

// One key per process: generating it is slow, and a simulation makes a new Google thousands of times.
let made: Promise<Keys> | undefined

export function signingKeys(): Promise<Keys> {
  made ??= make()
  return made
}

// Signing costs more than all the rest of a push; the same claims get the same token.
const signed = new Map<string, Promise<string>>()

export function sign(claims: JWTPayload): Promise<string> {
  const key = JSON.stringify(claims)
  const token = signed.get(key) ?? signNew(claims)
  if (signed.size >= 1000) signed.clear()
  signed.set(key, token)
  return token
}

async function signNew(claims: JWTPayload): Promise<string> {
  const { privateKey, kid } = await signingKeys()
  return new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid, typ: 'JWT' }).sign(privateKey)
}

async function make(): Promise<Keys> {
  const { publicKey, privateKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = await exportJWK(publicKey)
  const kid = await calculateJwkThumbprint(jwk)
  return { privateKey, kid, jwk: { ...jwk, kid, alg: 'RS256', use: 'sig' }, pem: await exportSPKI(publicKey) }
}
