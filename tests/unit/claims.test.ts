import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkClaims } from '../../core/claims/check.ts'
import { claimsIn } from '../../core/claims/claims-in.ts'
import type { Piece } from '../../core/claims/schema.ts'

const NOW = { at: '2026-11-27T09:00:00Z', zone: 'Europe/Berlin' } // a Friday

const values = (text: string, language: string) =>
  claimsIn(text, language, NOW).map(({ kind, values: [value] }) => `${kind} ${value}`)

const unsupported = (draft: string, language: string, ...pieces: Partial<Piece>[]) =>
  checkClaims(
    claimsIn(draft, language, NOW),
    { now: NOW, pieces: pieces.map((piece, at) => ({ id: `p${at}`, source: 'inbound', text: '', ...piece })) },
    language,
  )
    .filter(({ support }) => !support)
    .map(({ text }) => text)

test.each([
  ['en', 'It costs €1,234.56 plus 19% VAT.', ['money 1234.56 EUR', 'percent 19%']],
  ['de', 'Das kostet 1.234,56 € zuzüglich 19 Prozent.', ['money 1234.56 EUR', 'percent 19%']],
  ['fr', 'Cela coûte 1 234,56 euros, TVA de 5,5 %.', ['money 1234.56 EUR', 'percent 5.5%']],
  ['es', 'Cuesta 1.234,56 euros más el 21 por ciento.', ['money 1234.56 EUR', 'percent 21%']],
  ['en', 'Shall we meet on Tuesday at 3pm?', ['date 2026-12-01', 'time 15:00']],
  ['en', 'The letter of last Tuesday, and tomorrow', ['date 2026-11-24', 'date 2026-11-28']],
  ['de', 'Am 3. Mai um 15.30 Uhr oder übermorgen', ['date 2027-05-03', 'time 15:30', 'date 2026-11-29']],
  ['de', 'Guten Morgen, wir sehen uns nächste Woche.', ['date 2026-W49']],
  ['fr', 'Le 12 mars à 15h30, ou la semaine prochaine', ['date 2027-03-12', 'time 15:30', 'date 2026-W49']],
  ['es', 'Mañana por la mañana a las 5 de la tarde', ['time 17:00']],
  ['es', 'Nos vemos mañana a las 17:00', ['date 2026-11-28', 'time 17:00']],
  ['en', 'In December 2026 and on 2026-12-24', ['date 2026-12', 'date 2026-12-24']],
  ['en', 'within two weeks, half an hour, 3–5 days', ['duration 14 d', 'duration 30 min', 'duration 3-5 d']],
  ['de', 'innerhalb von zwei Wochen, eine halbe Stunde', ['duration 14 d', 'duration 30 min']],
  ['en', 'Call +44 1632 960733 or write to A.Hale@Firm.example', ['phone +441632960733', 'email a.hale@firm.example']],
  ['en', 'See https://www.Firm.example/Guide/.', ['url firm.example/Guide']],
  [
    'en',
    'IBAN DE89 3704 0044 0532 0130 00, invoice no. 2026-114',
    ['reference DE89370400440532013000', 'reference 2026114'],
  ],
  ['de', 'Aktenzeichen 4 Ca 512/26', ['reference 4CA51226']],
  ['en', 'We are at 14 Cornmarket Street.', ['address 14cornmarketst']],
  ['de', 'Wir sind in der Lindenstraße 12.', ['address 12lindenstr']],
  ['en', 'Please ask Dr Maeve Donnelly or Harlow Coast Realty.', ['name maeve donnelly', 'name harlow coast realty']],
  ['de', 'Bitte fragen Sie Frau Müller oder die Holzbau Renner GmbH.', ['name muller', 'name holzbau renner']],
  ['de', 'Die Unterlagen für den Antrag liegen im Büro.', []],
  ['en', 'I will send the form.', ['promise i will send the form']],
  ['de', 'Sie erhalten den Bericht.', ['promise sie erhalten den bericht']],
  ['fr', 'Je vous enverrai le plan.', ['promise je vous enverrai le plan']],
  ['es', 'Le enviaré el plano.', ['promise le enviaré el plano']],
  ['en', 'I look forward to hearing from you. I have two questions.', []],
  ['ja', '請求額は 1200 です。https://firm.example/a を見てください。', ['number 1200', 'url firm.example/a']],
])('in %s, "%s" says %j', (language, text, expected) => {
  expect(values(text, language)).toEqual(expected)
})

test('what relative days mean depends on where it is already tomorrow', () => {
  const at = '2026-11-27T23:30:00Z'
  expect(claimsIn('today', 'en', { at, zone: 'Europe/London' })[0]?.values).toEqual(['2026-11-27'])
  expect(claimsIn('today', 'en', { at, zone: 'Europe/Berlin' })[0]?.values).toEqual(['2026-11-28'])
})

test.each([
  ['en', 'Two files, €1,200', 'Wir haben 2 Akten, 1.200 Euro'],
  ['de', '1200 EUR', 'It is €1,200'],
  ['en', 'at 3pm', 'um 15:00 Uhr'],
  ['en', 'on 1 December', 'See you next Tuesday'],
  ['en', 'Dr Hale', 'Yours, Rosalind Hale'],
  ['de', 'der Antrag von Herrn Brandt', 'Brandts Antrag'],
  ['en', '0431 5550142', '+49 431 5550142'],
  ['de', 'Lindenstr. 12', 'Lindenstraße 12'],
  ['en', 'case AB-1174', 'Your AB1174 is open'],
  ['en', 'thirty minutes', 'half an hour'],
])('in %s, "%s" rests on "%s"', (language, draft, known) => {
  expect(unsupported(draft, language, { text: known, at: NOW.at })).toEqual([])
})

test.each([
  ['a sum of two numbers', 'The total is €300.', 'It is €100 and then €200.', ['€300']],
  ['a day counted from another', 'That is 8 December.', 'Tuesday 1 December, and a week later', ['8 December']],
  ['two people made into one', 'Ask Dana Keller.', 'Dana Whitlock and Mr Keller', ['Dana Keller']],
  ['a weekday that is not that day', 'On Monday 1 December 2026', 'On 1 December 2026', ['Monday 1 December 2026']],
  ['another page of a known house', 'https://firm.example/b', 'https://firm.example/a', ['https://firm.example/b']],
])('%s rests on nothing', (_, draft, known, expected) => {
  expect(unsupported(draft, 'en', { text: known, at: NOW.at })).toEqual(expected)
})

test("a promise rests on the owner's word, never on a correspondent's", () => {
  const draft = 'I will send the signed contract to the court.'
  const text = 'We will send the signed contract to the court.'
  expect(unsupported(draft, 'en', { text, source: 'inbound' })).toHaveLength(1)
  expect(unsupported(draft, 'en', { text, source: 'outbound' })).toEqual([])
  expect(unsupported(draft, 'en', { text, source: 'passage' })).toEqual([])
})

test('what supports a claim is a place, to the character', () => {
  const text = 'Grüße 👋 — the fee is €1,200.'
  const [claim] = checkClaims(
    claimsIn('So: 1,200 euros', 'en', NOW),
    { now: NOW, pieces: [{ id: 'm1', source: 'inbound', text }] },
    'en',
  )
  expect(claim?.support?.piece).toBe('m1')
  expect(text.slice(claim?.support?.start, claim?.support?.end)).toBe('€1,200')
})

test('today is known without anybody saying so', () => {
  expect(unsupported('Today, 27 November 2026', 'en')).toEqual([])
  expect(unsupported('28 November 2026', 'en')).toHaveLength(1)
})

test('every claim is a stretch of the text, whatever the text', () => {
  const piece = fc.constantFrom(
    '€',
    '1.200',
    ' ',
    '12:30',
    'Frau ',
    'Müller',
    '👩‍👩‍👧',
    'e\u0301',
    'I will ',
    '\ud83d',
    '3. Mai',
    '@',
    '/',
  )
  fc.assert(
    fc.property(fc.array(piece), fc.constantFrom('en', 'de', 'fr', 'es', 'ar'), (pieces, language) => {
      const text = pieces.join('')
      for (const claim of claimsIn(text, language, NOW)) {
        expect(claim.end).toBeGreaterThan(claim.start)
        expect(text.slice(claim.start, claim.end)).toBe(claim.text)
      }
    }),
  )
})

const HOSTILE = [
  '1',
  '1.',
  '1,234',
  ' ',
  'a',
  'Aa ',
  'A. ',
  'a@',
  'a.',
  'a-',
  '1 ',
  '(',
  'DE12 ',
  'Monday ',
  'I will ',
  "d'",
]

test.each([
  ...HOSTILE,
  'invoice ',
  'A-1-',
  'je vous les y en ',
  'ich habe ',
  '€',
  'Am Aa ',
  '12 Rue de la ',
  'e\u0301',
])('fifty thousand characters of "%s" are read in time', (unit) => {
  const text = unit.repeat(Math.ceil(50_000 / unit.length)).slice(0, 50_000)
  const took = ['en', 'de', 'fr', 'es'].map((language) => {
    // What this thread worked, not what it waited for others.
    const began = process.threadCpuUsage()
    claimsIn(text, language, NOW)
    const { user, system } = process.threadCpuUsage(began)
    return (user + system) / 1000
  })
  expect(Math.min(...took)).toBeLessThan(200)
  expect(Math.max(...took)).toBeLessThan(600)
})
