import { readFileSync } from 'node:fs'
import path from 'node:path'
import type { JWK } from 'jose'
import { afterEach, expect, test, vi } from 'vitest'
import { verifyPush } from '../../core/account/verify.ts'
import { publishCerts } from '../support/certs.ts'

type Vector = { tcId: number; comment: string; jws: unknown; result: 'valid' | 'invalid' }
type Group = { comment: string; public?: JWK; private?: JWK; tests: Vector[] }

const file = path.join(process.env.CORPORA_DIR ?? '', 'crypto/json_web_signature_test.json')
const { testGroups } = JSON.parse(readFileSync(file, 'utf8')) as { testGroups: Group[] }

/** Refused for what it says: so its signature was believed. */
const BELIEVED = /^(ERR_JWT_INVALID|ERR_JWT_CLAIM_VALIDATION_FAILED|ERR_JWT_EXPIRED|ANOTHER_ACCOUNT)$/

afterEach(() => {
  vi.restoreAllMocks()
})

test.each(testGroups.map((group, index) => ({ ...group, name: `${index} ${group.comment}` })))(
  'of the vectors $name, as pushes, only those are believed whose signature is good',
  async (group) => {
    const key = group.public ?? group.private ?? {}
    const certs = await publishCerts([key])
    const said = vi.spyOn(console, 'info').mockReturnValue()
    for (const { tcId, comment, jws, result } of group.tests) {
      said.mockClear()
      expect(await verifyPush(certs.env, String(jws)), `${tcId}: no vector is a push`).toBe(false)
      const { why } = JSON.parse(String(said.mock.lastCall?.[0])) as { why: string }
      const good = result === 'valid' && key.alg === 'RS256'
      expect([tcId, comment, why, BELIEVED.test(why)]).toEqual([tcId, comment, why, good])
    }
  },
)
