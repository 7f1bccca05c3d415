/** Standard Webhooks: HMAC-SHA256 over `id.timestamp.body` with the base64 part of the secret. */
export async function sign(secret: string, id: string, timestamp: number, body: string): Promise<string> {
  const raw = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`${id}.${timestamp}.${body}`))
  return `v1,${Buffer.from(mac).toString('base64')}`
}
