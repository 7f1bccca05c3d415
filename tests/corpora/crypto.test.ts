import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { decipher } from '../../core/crypto.ts'

type Vector = {
  tcId: number
  key: string
  iv: string
  aad: string
  msg: string
  ct: string
  tag: string
  result: string
}
type Group = { ivSize: number; keySize: number; tagSize: number; tests: Vector[] }

const file = path.join(process.env.CORPORA_DIR ?? '', 'crypto', 'aes_gcm_test.json')
const { testGroups } = JSON.parse(readFileSync(file, 'utf8')) as { testGroups: Group[] }
const ours = testGroups.filter(({ ivSize, keySize }) => ivSize === 96 && keySize === 256).flatMap(({ tests }) => tests)
const foreign = testGroups
  .filter(({ ivSize, keySize }) => ivSize !== 96 && keySize === 256)
  .flatMap(({ tests }) => tests)

test('Wycheproof: every valid AES-256-GCM vector opens to its message', async () => {
  const valid = ours.filter(({ result }) => result === 'valid')
  expect(valid.length).toBeGreaterThan(30)
  for (const vector of valid) expect(await opened(vector), `vector ${vector.tcId}`).toBe(vector.msg)
})

test('Wycheproof: every invalid one is refused', async () => {
  const invalid = ours.filter(({ result }) => result !== 'valid')
  expect(invalid.length).toBeGreaterThan(10)
  for (const vector of invalid) await expect(opened(vector), `vector ${vector.tcId}`).rejects.toThrow()
})

test('Wycheproof: a nonce of any other length is refused, whatever its tag says', async () => {
  expect(foreign.length).toBeGreaterThan(30)
  for (const vector of foreign) await expect(opened(vector), `vector ${vector.tcId}`).rejects.toThrow()
})

async function opened({ key, iv, aad, ct, tag }: Vector): Promise<string> {
  const imported = await crypto.subtle.importKey('raw', bytes(key), 'AES-GCM', false, ['decrypt'])
  return Buffer.from(await decipher(imported, bytes(iv), bytes(aad), bytes(ct + tag))).toString('hex')
}

const bytes = (hex: string) => Uint8Array.from(Buffer.from(hex, 'hex'))
