import { expect, test } from 'vitest'
import { figuresIn } from '../../core/drafts/figures.ts'

const from = (text: string) => [{ id: '0', source: 'inbound' as const, text }]

test.each([
  ['رسوم الاستشارة ١٨٠ يورو', 'كم؟ قلتم 150 يورو', ['١٨٠']],
  ['رسوم الاستشارة ١٥٠ يورو', 'كم؟ قلتم 150 يورو', []],
  ['初回相談は15,000円です。', '料金は12000円ですか', ['15,000円']],
  ['初回相談は15,000円です。', '料金は15000円ですか', []],
  ['12月4日の15:00に伺います。', '12月3日の15:00はいかがですか', ['4日']],
  ['费用是１５００元', '一千五百', ['１５００元']],
  ['ค่าปรึกษา๒๕๐บาท', '350 บาท', ['๒๕๐']],
  ['शुल्क २.५ प्रतिशत है', '25 प्रतिशत', ['२.५']],
])('of the figures in %j, where %j was written, what nothing says is found', (body, wrote, open) => {
  const figures = figuresIn(body, [], from(wrote))
  expect(figures.flatMap(({ text, place }) => (place ? [] : [text]))).toEqual(open)
})

test('what a finder has read is not found again, nor a figure that every finder reads', () => {
  const read = { kind: 'phone' as const, start: 0, end: 16, text: '+81 3-1234-5678円', values: [] }
  expect(figuresIn('+81 3-1234-5678円', [read], [])).toEqual([])
  expect(figuresIn('It is 150 EUR on the 3rd at 15:00, see §12b.', [], [])).toEqual([])
})

test('a long text of nothing but such figures is read in no time', () => {
  const body = '15円 ٣ '.repeat(6000)
  const began = performance.now()
  expect(figuresIn(body, [], from(body)).length).toBe(12_000)
  expect(performance.now() - began).toBeLessThan(1000)
})
