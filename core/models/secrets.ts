/** What no model needs to know to write a letter; `mark` is text that looks like a stand-in of ours. */
export type SecretKind = 'key' | 'password' | 'card' | 'iban' | 'id' | 'mark'
export type Secret = { kind: SecretKind; start: number; end: number }

/** The stand-in for a secret. Short and without spaces, so that a model repeats it whole. */
export const STAND_IN = /\[(?:key|password|card|iban|id|mark)-\d{1,4}\]/g

type Finder = { kind: SecretKind; pattern: RegExp; holds?: (text: string) => boolean }

const PASSWORD =
  'password|passwd|passphrase|passcode|pwd|passwort|kennwort|zugangscode|mot de passe|mdp|contraseña|clave de acceso|كلمة المرور|كلمة السر'

/** Earlier ones go first where two find the same. A pattern's first group, where it has one, is the secret. */
const FINDERS: Finder[] = [
  { kind: 'mark', pattern: STAND_IN },
  {
    kind: 'key',
    pattern:
      /-----BEGIN [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----[\s\S]{0,12000}?(?:-----END [A-Z ]{0,30}PRIVATE KEY(?: BLOCK)?-----|$)/g,
  },
  {
    kind: 'key',
    pattern:
      /(?<![\w-])(?:sk-[\w-]{20,200}|[rs]k_(?:live|test)_\w{10,200}|whsec_[\w+/=]{16,100}|gh[oprsu]_\w{30,255}|github_pat_\w{20,255}|glpat-[\w-]{20,100}|xox[abeoprs]-[\w-]{10,250}|A[KS]IA[0-9A-Z]{16}|AIza[\w-]{35}|ya29\.[\w-]{20,500}|SG\.[\w-]{16,80}\.[\w-]{16,80}|hf_\w{30,100}|npm_\w{30,100}|eyJ[\w-]{10,3000}\.eyJ[\w-]{10,3000}\.[\w-]{10,1000})/g,
  },
  { kind: 'password', pattern: new RegExp(`(?:${PASSWORD})["'*]{0,3}\\s{0,5}[:=]\\s{0,5}(\\S{3,200})`, 'giu') },
  {
    kind: 'password',
    pattern: new RegExp(`(?:${PASSWORD})\\s(?:is|ist|lautet|est|es)\\s{1,5}(\\S{4,200})`, 'giu'),
    holds: (text) => /\d|[^\p{L}\p{N}]\p{L}/u.test(text),
  },
  {
    kind: 'iban',
    pattern:
      /(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:(?: [A-Z0-9]{4}){2,7}(?: [A-Z0-9]{1,4})?|[A-Z0-9]{11,30})(?![\p{L}\p{N}])/gu,
    holds: isIban,
  },
  { kind: 'iban', pattern: /(?<![\p{L}\p{N}])[a-z]{2}\d{2}[a-z0-9]{11,30}(?![\p{L}\p{N}])/gu, holds: isIban },
  {
    kind: 'card',
    pattern:
      /(?<![\p{L}\p{N}])(?:\d{4}(?:[ -]?\d{4}){3}|3[47]\d\d[ -]?\d{6}[ -]?\d{5}|3[068]\d\d[ -]?\d{6}[ -]?\d{4}|\d{13}|\d{17,19})(?![\p{L}\p{N}])/gu,
    holds: isCard,
  },
  {
    kind: 'id',
    pattern: /(?<![\p{L}\p{N}-])(?!000|666|9\d\d)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\p{L}\p{N}-])/gu,
  },
  { kind: 'id', pattern: /(?<![\p{L}\p{N}])[XYZ\d]-?\d{7}-?[A-Z](?![\p{L}\p{N}])/giu, holds: isDni },
  {
    kind: 'id',
    pattern: /(?<![\p{L}\p{N}])[12] ?\d{2} ?\d{2} ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}(?![\p{L}\p{N}])/giu,
    holds: isNir,
  },
]

/**
 * Secrets in a text, in order, none within another: keys by their makers' marks, passwords by the word before them,
 * payment cards, bank accounts and national ids (US, Spain, France) by their form and, where they have one, their check digit.
 */
export function secretsIn(text: string): Secret[] {
  const all = FINDERS.flatMap(({ kind, pattern, holds }) =>
    [...text.matchAll(pattern)].flatMap(({ 0: whole, 1: secret = whole, index }) => {
      if (secret === '' || (holds && !holds(secret))) return []
      const start = index + whole.length - secret.length
      return [{ kind, start, end: start + secret.length }]
    }),
  )
  const taken: Secret[] = []
  let done = 0
  for (const secret of all.sort((a, b) => a.start - b.start || b.end - a.end)) {
    if (secret.start < done) continue
    taken.push(secret)
    done = secret.end
  }
  return taken
}

const bare = (text: string) => text.replace(/[\s-]/g, '').toUpperCase()

/** ISO/IEC 7812: an issuer's first digit, and the digits add up, every other one doubled. */
function isCard(text: string): boolean {
  const digits = [...bare(text)].reverse().map(Number)
  if (!/^[2-6]/.test(bare(text))) return false
  const sum = digits.reduce((sum, digit, at) => sum + (at % 2 ? (2 * digit > 9 ? 2 * digit - 9 : 2 * digit) : digit), 0)
  return sum % 10 === 0
}

/** ISO 13616: the number, its head put last and its letters counted from ten, leaves 1 of 97. */
function isIban(text: string): boolean {
  const plain = bare(text)
  if (plain.length < 15 || plain.length > 34) return false
  const digits = (plain.slice(4) + plain.slice(0, 4)).replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55))
  return BigInt(digits) % 97n === 1n
}

/** The letter follows from the number. */
function isDni(text: string): boolean {
  const plain = bare(text)
  const number = Number(plain.slice(0, -1).replace(/^[XYZ]/, (letter) => String('XYZ'.indexOf(letter))))
  return 'TRWAGMYFPDXBNJZSQVHLCKE'[number % 23] === plain.at(-1)
}

/** The last two digits are 97 less what the rest leaves of it; Corsica counts as 19 and 18. */
function isNir(text: string): boolean {
  const plain = bare(text).replace('2A', '19').replace('2B', '18')
  return BigInt(plain.slice(13)) === 97n - (BigInt(plain.slice(0, 13)) % 97n)
}
