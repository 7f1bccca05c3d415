import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { kindsOf } from '../../core/mailboxes/split.ts'

const folder = path.join(process.env.CORPORA_DIR ?? '', 'replies', 'crisp')
const files = globSync('*.txt', { cwd: folder }).sort()

/** Which lines their writers wrote, as a person reads them: all of them where nothing is said. */
const OWN: Record<string, [number, number][]> = {
  correct_sig: [[1, 1]],
  email_1: [[1, 7]],
  email_19: [[1, 1]],
  email_2: [
    [1, 1],
    [9, 34],
  ],
  email_20: [[1, 1]],
  email_2_1: [[1, 1]],
  email_3: [[1, 5]],
  email_4: [[1, 1]],
  email_6: [[1, 3]],
  email_blackberry: [[1, 1]],
  email_bullets: [[1, 9]],
  email_custom_quote_header: [[1, 1]],
  email_customer_quote_header_2: [[1, 1]],
  email_customer_quote_header_3: [[1, 3]],
  email_emoji: [[1, 1]],
  email_iphone: [[1, 1]],
  email_multi_word_sent_from_my_mobile_device: [[1, 1]],
  email_one_is_not_on: [[1, 5]],
  email_reply_header: [[1, 11]],
  email_sent_from: [[1, 1]],
  email_thread: [[1, 1]],
  email_tricky_11_double_signature: [[1, 4]],
  email_tricky_16_unicode_signatures: [[1, 4]],
  email_tricky_18_inline_reply: [
    [4, 4],
    [8, 8],
    [12, 12],
  ],
  email_tricky_19_quote_without_header: [
    [1, 1],
    [7, 7],
    [12, 12],
  ],
  email_tricky_20_html_entities: [[1, 3]],
  email_tricky_9_nested_quotes: [[1, 1]],
  email_unquoted_reply: [[1, 1]],
  email_zoho: [[1, 2]],
  sig_no_empty_line: [[1, 1]],
}
/** Thirty-odd of the mails begin with the same five lines, and nothing else in them is new. */
const REPEATED = /^Fusce bibendum/
const counts = { own: 0, ownKept: 0, other: 0, otherFolded: 0 }

test.each(files)('%s: not one line of its writer is folded away', (file) => {
  const text = readFileSync(path.join(folder, file), 'utf8')
  const lines = text.split('\n')
  const ranges = OWN[path.basename(file, '.txt')] ?? [[1, REPEATED.test(text) ? 5 : lines.length]]
  const lost: number[] = []
  for (const [at, kind] of kindsOf(lines).entries()) {
    if (lines[at]?.trim() === '') continue
    const own = ranges.some(([from, to]) => at + 1 >= from && at + 1 <= to)
    counts[own ? 'own' : 'other'] += 1
    if (own && kind === 'own') counts.ownKept += 1
    if (!own && kind !== 'own') counts.otherFolded += 1
    if (own && kind !== 'own') lost.push(at + 1)
  }
  expect(lost).toEqual([])
})

afterAll(() => {
  const share = (part: number, whole: number) => `${part}/${whole} (${((100 * part) / whole).toFixed(1)} %)`
  process.stdout.write(
    `Quotes and signatures: own lines kept ${share(counts.ownKept, counts.own)}, others folded ${share(counts.otherFolded, counts.other)}\n`,
  )
  expect(files.length).toBeGreaterThan(80)
  expect(counts.ownKept).toBe(counts.own)
  expect(counts.otherFolded / counts.other).toBeGreaterThan(0.985)
})
