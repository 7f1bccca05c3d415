/** Where a secret lives. It is bound into the seal: moved to another row, table or client, it no longer opens. */
export type Place = { table: string; row: string; client: string; column: string }

type Sealed = { version: string; wrappedKey: string; keyNonce: string; nonce: string; text: string }

/**
 * Envelope encryption: a fresh data key per value, itself wrapped by the newest key of the ring.
 * AES-256-GCM with 96-bit random nonces (NIST SP 800-38D §8.2.2); associated data is the place and the key version.
 */
export async function seal(ring: string, place: Place, secret: string): Promise<string> {
  const [version, wrapping] = await newestKey(ring)
  const dataKey = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt'])
  const [keyNonce, nonce] = [crypto.getRandomValues(new Uint8Array(12)), crypto.getRandomValues(new Uint8Array(12))]
  const bound = associatedData(place, version)
  const raw = await crypto.subtle.exportKey('raw', dataKey)
  const wrappedKey = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: keyNonce, additionalData: bound },
    wrapping,
    raw,
  )
  const text = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv: nonce, additionalData: bound },
    dataKey,
    new TextEncoder().encode(secret),
  )

  return ['v1', version, ...[keyNonce, wrappedKey, nonce, text].map(toBase64)].join('.')
}

/** @throws {Error} when the text was altered, moved to another place, or sealed under a key no longer in the ring */
export async function open(ring: string, place: Place, sealed: string): Promise<string> {
  const { version, wrappedKey, keyNonce, nonce, text } = takeApart(sealed)
  const wrapping = (await keysOf(ring)).get(version)
  if (!wrapping) throw new Error(`Cannot open a secret sealed under key ${version}: the ring does not hold it`)

  const bound = associatedData(place, version)
  const raw = await decipher(wrapping, fromBase64(keyNonce), bound, fromBase64(wrappedKey))
  const dataKey = await crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt'])

  return new TextDecoder().decode(await decipher(dataKey, fromBase64(nonce), bound, fromBase64(text)))
}

type Bytes = Uint8Array<ArrayBuffer>

/** AES-GCM as we use it: 96-bit nonce, 128-bit tag at the end. @throws {DOMException} when a single bit is not as it was */
export async function decipher(key: CryptoKey, nonce: Bytes, bound: Bytes, data: Bytes): Promise<ArrayBuffer> {
  if (nonce.byteLength !== 12) throw new DOMException('A nonce has 96 bits', 'OperationError')
  return crypto.subtle.decrypt({ name: 'AES-GCM', iv: nonce, additionalData: bound, tagLength: 128 }, key, data)
}

/** The version new secrets are sealed under. */
export const newestVersion = (ring: string): number =>
  Math.max(...ring.split(',').map((entry) => Number.parseInt(entry, 10)))

/** Compares without telling, by the time it takes, how much of a guess was right. */
export async function sameSecret(a: string, b: string): Promise<boolean> {
  const key = await crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign', 'verify'])
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(a))
  return crypto.subtle.verify('HMAC', key, mac, new TextEncoder().encode(b))
}

/** SHA-256 in hex: for keys that must not show what they are made of. */
export async function fingerprint(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** URL-safe randomness for states and verifiers (RFC 7636 §4.1 asks for 32 bytes). */
export const randomToken = (bytes = 32): string => toBase64(crypto.getRandomValues(new Uint8Array(bytes)))

/** RFC 7636 §4.2, S256. */
export async function codeChallenge(verifier: string): Promise<string> {
  return toBase64(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)))
}

async function newestKey(ring: string): Promise<[string, CryptoKey]> {
  const version = String(newestVersion(ring))
  const key = (await keysOf(ring)).get(version)
  if (!key) throw new Error('Cannot seal: the key ring is empty')
  return [version, key]
}

async function keysOf(ring: string): Promise<Map<string, CryptoKey>> {
  const entries = ring.split(',').map(async (entry): Promise<[string, CryptoKey]> => {
    const [version = '', material = ''] = entry.split(/:(.*)/s)
    const key = await crypto.subtle.importKey('raw', fromBase64(material), 'AES-GCM', false, ['encrypt', 'decrypt'])
    return [version, key]
  })
  return new Map(await Promise.all(entries))
}

const associatedData = ({ table, row, client, column }: Place, version: string) =>
  new TextEncoder().encode(JSON.stringify([table, row, client, column, version]))

function takeApart(sealed: string): Sealed {
  const [format, version, keyNonce, wrappedKey, nonce, text, ...rest] = sealed.split('.')
  if (format !== 'v1' || !version || !keyNonce || !wrappedKey || !nonce || !text || rest.length) {
    throw new Error('Cannot open what was not sealed here')
  }
  return { version, wrappedKey, keyNonce, nonce, text }
}

function toBase64(bytes: ArrayBuffer | Uint8Array): string {
  const binary = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('')
  return btoa(binary).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
}

const fromBase64 = (text: string): Bytes =>
  Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), (char) => char.charCodeAt(0))
