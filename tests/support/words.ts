import fc from 'fast-check'
import { EditDraft } from '../../core/drafts/schema.ts'

/** What people and their programs put into mail, and what they should not. */
const ODD = [
  '',
  ' ',
  'trailing spaces   ',
  '\ttab first',
  'From the start of a line',
  '>quoted, or so it seems',
  '.',
  '..',
  '-- ',
  '=20 is not a space =\u003d',
  '=?utf-8?q?not_encoded?=',
  'Bcc: everybody@elsewhere.example',
  'שלום עולם',
  'مرحبا، كيف الحال؟',
  'z̷̡̢a̸̛͝l̵̨͘g̶̈́o',
  '👩🏽‍⚖️ and 🇮🇪 and 𝒜',
  '\u202eright to left\u202c',
  '\u2067isolated\u2069 and \u202bembedded\u202c',
  '\ufeffbyte order mark',
  'a\u00a0hard\u2009space',
  'x'.repeat(1200),
  `${'word '.repeat(60)}end`,
  `${'naïve '.repeat(60)}end`,
  'a lone \r return',
  '\u0001\u001b[31mcontrol\u007f',
  'http://a.example/?q=<script>&b="c"',
]

export const line = fc.oneof(fc.constantFrom(...ODD), fc.string({ unit: 'binary', maxLength: 90 }), fc.lorem())

/** A text of several lines that says something and holds no null character. */
export const text = fc
  .array(line, { minLength: 1, maxLength: 8 })
  .map((lines) => lines.join('\n').replaceAll('\0', ''))
  .filter((body) => body.trim() !== '')

/** Such a text, where a person may also save it as a reply. */
export const wording = text.filter((body) => EditDraft.shape.body.safeParse(body).success)

/** One line of a header, as its reader sees it. */
export const phrase = fc
  .oneof(fc.constantFrom(...ODD), fc.string({ unit: 'grapheme', maxLength: 60 }))
  .map((words) => words.replace(/[\r\n\0]/g, ' '))

/** The words of a header as they cross the wire (RFC 2047 §4.1), in words of at most 75 characters. */
export function encoded(words: string): string {
  const parts = words.toWellFormed().match(/.{1,10}/gsu) ?? []
  return parts.map((part) => `=?utf-8?B?${Buffer.from(part).toString('base64')}?=`).join('\r\n ')
}
