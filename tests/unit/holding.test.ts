import { expect, test } from 'vitest'
import { isHolding } from '../../core/claims/holding.ts'

test.each([
  ['en', 'I will look into it and let you know'],
  ['en', 'I will check my calendar and confirm what is possible'],
  ['en', 'I will look into each of them and come back to you'],
  ['en', 'We’ll get back to you'],
  ['de', 'Ich prüfe das und melde mich bei Ihnen'],
  ['de', 'Ich werde es klären und Ihnen Bescheid geben'],
  ['fr', 'je vérifie ce point et je reviens vers vous'],
  ['es', 'lo revisaré y le responderé'],
])('%s: "%s" promises only to look', (language, promise) => {
  expect(isHolding(promise, language)).toBe(true)
})

test.each([
  ['en', 'I will work it out and send it to you'],
  ['en', 'I will check and waive the fee'],
  ['en', 'I will confirm the booking'],
  ['en', 'I will refund the deposit'],
  ['en', 'I will look into it, sign the contract and let you know'],
  ['de', 'Ich prüfe das und erlasse Ihnen die Gebühr'],
  ['de', 'Ich überweise Ihnen den Betrag'],
  ['fr', 'je vérifie et je vous rembourse'],
  ['es', 'lo revisaré y le devolveré el importe'],
  ['hr', 'I will look into it'],
  ['en', ''],
])('%s: "%s" promises more, or is not understood', (language, promise) => {
  expect(isHolding(promise, language)).toBe(false)
})
