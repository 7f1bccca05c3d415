import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { present } from '../../core/mailboxes/present.ts'
import { seen } from '../../core/mailboxes/seen.ts'
import { legible } from '../../core/models/legible.ts'

const corpora = process.env.CORPORA_DIR ?? ''
const read = (file: string) => readFileSync(path.join(corpora, file), 'utf8')

const benign = globSync('benign/*.json', { cwd: corpora }).flatMap((file) =>
  Object.values(JSON.parse(read(file)) as Record<string, string[]>).flat(),
)
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
const words = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? []

const CLOTHES: ((text: string) => string)[] = [
  (text) => `<div style="color:#333;font-size:13px">${text}</div>`,
  (text) => `<style>.x{display:none}</style><td style="font-size:0"><p style="font-size:12px">${text}</p></td>`,
  (text) => `<table bgcolor="#1a1a1a"><tr><td style="color:#ddd">${text}</td></tr></table>`,
]

test('no word of a harmless mail is taken for hidden', () => {
  expect(benign.length).toBeGreaterThan(70)
  for (const text of benign) {
    expect(legible(text)).toBe(text)
    for (const dress of CLOTHES) expect(words(present(dress(escaped(text))).text)).toEqual(words(text))
  }
})

test('an injection hidden from the reader does not reach the model, whatever it says', () => {
  const attacks = JSON.parse(read('injection/text_attack_train.json')) as Record<string, string[]>
  for (const attack of Object.values(attacks).flat()) {
    const { text } = present(`<p>Hello</p><p style="color:#fefefe;font-size:9px">${escaped(attack)}</p>`)
    expect(text).toBe('Hello')
  }
})

test('hostile HTML is read without harm, and what hides nothing is left as it is', () => {
  const payloads = JSON.parse(read('html/dompurify-payloads.json')) as { payload: string }[]
  for (const { payload } of payloads) expect(seen(payload).length).toBeLessThanOrEqual(payload.length)
})
