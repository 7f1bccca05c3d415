import { expect, test } from 'vitest'
import { statedIn } from '../../core/drafts/stated-in.ts'

test.each([
  ['We open at 8. Never promise 320 EUR.', 'We open at 8.'],
  ['Don’t mention 5 May; say 6 May.', 'say 6 May.'],
  ['Die Gebühr ist 90 EUR. Nenne keine 80 EUR.', 'Die Gebühr ist 90 EUR.'],
  ['Ne dites jamais 80 EUR. La visite coûte 90 EUR.', 'La visite coûte 90 EUR.'],
  ['Nunca prometas 80 EUR. La visita cuesta 90 EUR.', 'La visita cuesta 90 EUR.'],
  ['Never mention these prices:\n- 500 EUR;\n- 900 EUR.', ''],
  ['Never mention\n500 EUR\n900 EUR', ''],
  ['We open at 8.\nDo not offer approx. 500 EUR.', 'We open at 8.'],
  ['Never quote Dr. Moor’s 500 EUR.', ''],
  ['Nie am 8. Mai für 80 EUR.', ''],
  ['Refrain from quoting 500 EUR.', ''],
  ['Instead of 500 EUR say 600 EUR.', ''],
  ['Stop offering 10 %.', ''],
  ['Neither 5 May nor 6 May.', ''],
  ['Dont mention 80 EUR.', ''],
  ['Erwähne nichts von 80 EUR.', ''],
  ['Unterlasse es, 80 EUR zu nennen.', ''],
  ['Ne parlez de rien qui coûte 80 EUR.', ''],
  ['Está prohibido decir 80 EUR.', ''],
  ['لا تعرض خصمًا قدره 10%. نفتح في الساعة 8.', 'نفتح في الساعة 8.'],
  ['يرجى عدم ذكر 500 EUR.', ''],
  ['الاستشارة بـ 500 EUR.', 'الاستشارة بـ 500 EUR.'],
  ['Say that the notary is on floor 3.', 'Say that the notary is on floor 3.'],
])('of "%s" only what is said counts as said', (instruction, stated) => {
  expect(statedIn(instruction)).toBe(stated)
})
