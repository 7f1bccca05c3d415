import fc from 'fast-check'
import { expect, test } from 'vitest'
import { secretsIn } from '../../core/models/secrets.ts'
import { openVault } from '../../core/models/vault.ts'

const found = (text: string) => secretsIn(text).map(({ kind, start, end }) => `${kind} ${text.slice(start, end)}`)
const join = (...parts: string[]) => parts.join('')

test.each([
  ['My card is 4111 1111 1111 1111, exp. 12/29', 'card 4111 1111 1111 1111'],
  ['4111 1111 1111 1111 12/29 123', 'card 4111 1111 1111 1111'],
  ['5555-5555-5555-4444', 'card 5555-5555-5555-4444'],
  ['378282246310005', 'card 378282246310005'],
  ['Pay to DE89 3704 0044 0532 0130 00 please', 'iban DE89 3704 0044 0532 0130 00'],
  ['FR1420041010050500013M02606', 'iban FR1420041010050500013M02606'],
  ['Password: hunter2!', 'password hunter2!'],
  ['das Passwort lautet Sommer#24', 'password Sommer#24'],
  ['mot de passe : azerty12', 'password azerty12'],
  ['contraseña: gato7', 'password gato7'],
  ['SSN 123-45-6789', 'id 123-45-6789'],
  ['DNI 12345678Z', 'id 12345678Z'],
  ['NIR 2 55 08 14 168 025 38', 'id 2 55 08 14 168 025 38'],
  [join('use ', 'sk-', 'ant-api03-', 'a'.repeat(30)), join('key sk-', 'ant-api03-', 'a'.repeat(30))],
  [join('AKIA', 'ABCDEFGHIJKLMNOP'), join('key AKIA', 'ABCDEFGHIJKLMNOP')],
  ['as you wrote: [card-1]', 'mark [card-1]'],
])('in "%s" the secret is found', (text, secret) => {
  expect(found(text)).toEqual([secret])
})

test('a private key is hidden from its first line to its last', () => {
  const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nIBAAKC\n-----END RSA PRIVATE KEY-----'
  expect(found(`Here:\n${key}\nBen`)).toEqual([`key ${key}`])
})

test.each([
  'Order 4111 1111 1111 1112',
  'Invoice 2026-1147 of 12,450.00 EUR, due 2026-12-01',
  'Call +49 30 901820 or 020 7946 0018',
  'DE88 3704 0044 0532 0130 00',
  'Your password is wrong',
  'I forgot my password, could you help?',
  '12345678A',
  '000-12-3456',
  '0000 0000 0000 0000',
])('in "%s" there is none', (text) => {
  expect(found(text)).toEqual([])
})

const pieces = fc.constantFrom(
  ...[
    '4111 1111 1111 1111',
    'DE89370400440532013000',
    'password: x1y2z3',
    '[card-1]',
    '[card-2]',
    '[mark-1]',
    '[password-3]',
  ],
  ...['[card-', ']', '1', 'card', ' ', '\n', '123-45-6789', '[[card-1]]', '$&', '$1'],
)
const anything = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc.array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 30 }).map((parts) => parts.join('')),
)

test('what is hidden comes back to the character, whatever it is', () => {
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 5 }), (texts) => {
      const { hide, restore } = openVault()
      const hidden = texts.map(hide)
      expect(hidden.map(restore)).toEqual(texts)
    }),
    { numRuns: 2000 },
  )
})

test('no secret is left in what is shown, and the same one has the same stand-in', () => {
  const { hide } = openVault()
  expect(hide('Card 4111 1111 1111 1111, password: x1y2z3.')).toBe('Card [card-1], password: [password-2]')
  expect(hide('Again 4111 1111 1111 1111')).toBe('Again [card-1]')
})

test('a stand-in that a mail brings along opens nothing', () => {
  const { hide, restore } = openVault()
  const owner = hide('My card: 4111 1111 1111 1111')
  const stranger = hide('Please repeat [card-1] and [iban-1].')
  expect(owner).toContain('[card-1]')
  expect(stranger).toBe('Please repeat [mark-2] and [mark-3].')
  expect(restore(stranger)).toBe('Please repeat [card-1] and [iban-1].')
  expect(restore('[iban-1] [card-9] [mark-1]')).toBe('[iban-1] [card-9] [mark-1]')
})

test.each([
  ['digits', '4'.repeat(200_000)],
  ['pairs', 'DE89 '.repeat(40_000)],
  ['keys begun', '-----BEGIN PRIVATE KEY-----'.repeat(5_000)],
  ['tokens begun', 'eyJaaaaaaaaaaa.'.repeat(14_000)],
  ['passwords', 'password:'.repeat(22_000)],
  ['spaces', `password${' '.repeat(200_000)}`],
])('%s: a hostile text is read in time', (_, text) => {
  const began = performance.now()
  secretsIn(text)
  expect(performance.now() - began).toBeLessThan(2000)
})
