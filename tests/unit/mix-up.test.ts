import { expect, test } from 'vitest'
import { mixUps } from '../../core/claims/mix-up.ts'
import type { Piece } from '../../core/claims/schema.ts'

const conversation = (text: string): Piece[] => [{ id: 'mail', source: 'inbound', text }]
const marksIn = (language: string, wrote: string, reply: string, letters: Parameters<typeof mixUps>[3] = []) =>
  mixUps(reply, language, conversation(wrote), letters).marks.map(({ text }) => text)

test.each([
  ['en', 'When can we talk about the lease?', 'Let us settle your divorce first.', 'your divorce'],
  ['en', 'When can we talk?', 'Call me after the custody hearing.', 'the custody hearing'],
  ['de', 'Wann sprechen wir über den Mietvertrag?', 'Erst klären wir Ihre Scheidung.', 'Ihre Scheidung'],
  ['fr', 'Quand parlons-nous du bail ?', 'Réglons d’abord votre divorce.', 'votre divorce'],
  ['es', '¿Cuándo hablamos del alquiler?', 'Primero resolvamos su divorcio.', 'su divorcio'],
  ['en', 'What would it cost?', 'We did the same for another client.', 'another client'],
  ['en', 'What would it cost?', 'It was not easy for another client.', 'another client'],
  ['de', 'Was würde das kosten?', 'Bei einer anderen Mandantin war es ebenso.', 'anderen Mandantin'],
  ['fr', 'Combien cela coûte-t-il ?', 'Nous avons fait de même pour un autre client.', 'autre client'],
  ['es', '¿Cuánto cuesta?', 'Hicimos lo mismo con otro cliente.', 'otro cliente'],
])('in %s, to "%s", "%s" is stopped at "%s"', (language, wrote, reply, mark) => {
  expect(marksIn(language, wrote, reply)).toEqual([mark])
})

test.each([
  ['en', 'My wife and I are splitting up.', 'Your separation can be settled by spring.'],
  ['de', 'Wir lassen uns scheiden.', 'Ihre Scheidung kann im Frühjahr ausgesprochen werden.'],
  ['en', 'Nos estamos divorciando.', 'Your divorce can be settled by spring.'],
  ['en', 'What do others get?', 'I can say nothing about other clients.'],
  ['de', 'Was bekommen andere?', 'Zu anderen Mandanten kann ich nichts sagen.'],
  [
    'en',
    'When can we meet?',
    'Thank you for your message. Your appointment is on Tuesday; please bring the documents.',
  ],
  [
    'de',
    'Was kostet das?',
    'Sie haben versucht, mich zu erreichen; die Summe betrug nichts. Danke für die Kooperation.',
  ],
  [
    'de',
    'Wann ist es so weit?',
    'Der Verkaufsprozess läuft, und im Nachfolgenden steht, wie. Ein Verschulden sehe ich nicht.',
  ],
  ['en', 'May I pay by card?', 'Yes, the Visa card will do, and another couple of days do no harm.'],
  ['ar', 'متى نلتقي؟', 'your divorce'],
])('in %s, to "%s", "%s" is not', (language, wrote, reply) => {
  expect(marksIn(language, wrote, reply)).toEqual([])
})

test('what a letter to somebody else is about is theirs, unless it is asked here too', () => {
  const letters = [{ about: 'The lighthouse', text: 'The lamp room has dry rot, which we keep to ourselves.' }]
  const reply = 'Gladly, as soon as the lighthouse is done. Your lamp room can wait.'
  expect(marksIn('en', 'Could you look at our barn?', reply, letters)).toEqual(['lighthouse', 'lamp'])
  expect(marksIn('en', 'Could you look at our lighthouse and its lamp room?', reply, letters)).toEqual([])
})

test('that a business deals with such matters does not make them anybody’s', () => {
  const known: Piece[] = [{ id: 'page', source: 'passage', text: 'We handle divorces and evictions.' }]
  expect(mixUps('We handle divorces.', 'en', known, []).marks).toEqual([])
  expect(mixUps('Your divorce is in hand.', 'en', known, []).marks).toEqual([
    { text: 'Your divorce', elsewhere: false, letter: null },
  ])
})

test.each(['a', 'é', 'your ', 'the a ', 'another ', "l'", 'Streit'])(
  'fifty thousand characters of "%s" are read in time',
  (text) => {
    const long = text.repeat(50_000 / text.length)
    const begun = process.cpuUsage()
    for (const language of ['en', 'de', 'fr', 'es']) marksIn(language, long, long, [{ about: long, text: long }])
    const { user, system } = process.cpuUsage(begun)
    expect((user + system) / 1000).toBeLessThan(4000)
  },
)

test('an answer to twelve letters with sixty long files is read in time', () => {
  let seed = 1
  const next = (most: number) => {
    seed = (seed * 16_807) % 2_147_483_647
    return seed % most
  }
  const word = () => Array.from({ length: 4 + next(7) }, () => String.fromCharCode(97 + next(26))).join('')
  const text = (count: number) => Array.from({ length: count }, word).join(' ')
  const pieces = Array.from({ length: 72 }, (): Piece => ({ id: 'file', source: 'attachment', text: text(1500) }))
  const begun = process.cpuUsage()
  mixUps(`${text(1500)} and your divorce`, 'en', pieces, [])
  const { user, system } = process.cpuUsage(begun)
  expect((user + system) / 1000).toBeLessThan(1500)
})
