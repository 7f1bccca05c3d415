import { expect, test } from 'vitest'
import { present } from '../../core/mailboxes/present.ts'

const FOLD = '<details class="quoted"><summary></summary>'

test('the quote below a reply is folded away, whole, wherever it begins', () => {
  const { html, text } = present(
    '<div>Yes, <b>today</b>.<br><br><div class="gmail_quote"><div>On Mon, 2 Nov 2026 at 09:14, Ben &lt;<a href="mailto:b@s.example">b@s.example</a>&gt; wrote:<br></div><blockquote>Could you?</blockquote></div></div>',
  )
  expect(html.indexOf(FOLD)).toBeGreaterThan(html.indexOf('today'))
  expect(html.indexOf(FOLD)).toBeLessThan(html.indexOf('On Mon'))
  expect(html.indexOf('</details>')).toBeGreaterThan(html.indexOf('Could you?'))
  expect(text).toBe('Yes, today.\n\nOn Mon, 2 Nov 2026 at 09:14, Ben <b@s.example> wrote:\n\n> Could you?')
})

test('a quote that begins inside a table and ends outside of it is folded without breaking either', () => {
  const { html } = present(
    `<table><tbody><tr><td>Yes.<p>From: Ben</p><p>Sent: Monday 09:14</p><p>To: Ada</p><p>Subject: Papers</p></td></tr></tbody></table><p>Could you?</p>`,
  )
  expect(html).toContain(`</td></tr></tbody></table>${FOLD}<table><tbody><tr><td><p>From: Ben`)
  expect(html).toMatch(/<p>Could you\?<\/p><\/details>$/)
})

test('answers between quotes stay in sight', () => {
  const { html } = present('<blockquote>Monday?</blockquote><p>No.</p><blockquote>Tuesday?</blockquote><p>Yes.</p>')
  expect(html.split('<details').map((piece) => piece.replace(/^.*<\/details>/s, ''))).toEqual([
    '',
    '<p>No.</p>',
    '<p>Yes.</p>',
  ])
})

test('a mail that is nothing but a quote, and one that is passed on, are shown as they are', () => {
  expect(present('<blockquote>Only this.</blockquote>').html).not.toContain('<details')
  const forwarded = '<p>Please read.</p><p>---------- Forwarded message ---------</p><blockquote>This.</blockquote>'
  expect(present(forwarded).html).toContain('<blockquote>This.</blockquote>')
})

test.each([
  ['https://evil.example/login', 'https://bank.example/login', 'evil.example'],
  ['https://evil.example', 'www.bank.example', 'evil.example'],
  ['https://evil.example', '<b>bank</b>.example', 'evil.example'],
  ['https://bank.example.evil.example/', 'bank.example', 'bank.example.evil.example'],
  ['https://bank.example@evil.example/', 'Sign in', 'evil.example'],
  ['https://xn--bnk-6na.example/', 'bank', 'xn--bnk-6na.example'],
  ['https://bаnk.example/', 'bаnk.example', 'xn--bnk-6cd.example'],
  ['http://203.0.113.9/', 'bank.example/login', '203.0.113.9'],
])('a link to %s that says "%s" is marked, and tells its real host', (href, says, host) => {
  const { html } = present(`<a href="${href}">${says}</a>`)
  expect(html).toContain(`<a data-host="${host}" class="elsewhere" `)
})

test.each([
  ['https://www.bank.example/a', 'bank.example'],
  ['https://bank.example/a?b=1', 'https://bank.example/a'],
  ['https://news.bank.example/', 'www.bank.example'],
  ['https://bank.example', 'Sign in'],
  ['mailto:ada@quill.example', 'ben@sorrel.example'],
])('a link to %s that says "%s" is not', (href, says) => {
  expect(present(`<a href="${href}">${says}</a>`).html).not.toContain('elsewhere')
})

test('what a sender names as ours is not taken for ours', () => {
  const { html } = present(
    '<details class="quoted" open><summary>x</summary>y</details><a class="elsewhere" data-host="bank.example" href="https://evil.example">z</a><img data-remote="7">',
  )
  expect(html).not.toMatch(/class=|bank\.example|data-remote/)
})

test('remote images are remembered in their order, and named by it alone', () => {
  const { html, images } = present(
    '<img src="https://a.example/1.png"><img src="cid:x"><img src="//b.example/2"><img src="data:image/png;base64,AA=="><img src="http://c.example/3?a=1&amp;b=2">',
  )
  expect(images).toEqual(['https://a.example/1.png', 'http://c.example/3?a=1&b=2'])
  expect([...html.matchAll(/data-remote="(\d+)"/g)].map(([, nth]) => nth)).toEqual(['0', '1'])
  expect(html).not.toMatch(/[ab]\.example/)
})

test.each([
  ['deeply nested', '<div>'.repeat(20_000)],
  ['quotes upon quotes', '<blockquote>a</blockquote><p>b</p>'.repeat(20_000)],
  ['links', '<a href="https://a.example">b.example</a>'.repeat(15_000)],
  ['one tag', `<p title="${'a'.repeat(900_000)}">a`],
  ['open tags', '<'.repeat(500_000)],
])('%s: a large mail is presented in time', (_, mail) => {
  const began = performance.now()
  expect(present(mail).html.length).toBeLessThan(4 * mail.length + 10_000)
  expect(performance.now() - began).toBeLessThan(5000)
})
