import { expect, test } from 'vitest'
import { statedIn } from '../../core/drafts/stated-in.ts'

test.each([
  ['We open at 8. Never promise 320 EUR.', 'We open at 8.'],
  ['Don’t mention 5 May; say 6 May.', 'say 6 May.'],
  ['Die Gebühr ist 90 EUR. Nenne keine 80 EUR.', 'Die Gebühr ist 90 EUR.'],
  ['Ne dites jamais 80 EUR. La visite coûte 90 EUR.', 'La visite coûte 90 EUR.'],
  ['Nunca prometas 80 EUR. La visita cuesta 90 EUR.', 'La visita cuesta 90 EUR.'],
  ['Say that the notary is on floor 3.', 'Say that the notary is on floor 3.'],
])('of "%s" only what is said counts as said', (instruction, stated) => {
  expect(statedIn(instruction)).toBe(stated)
})
