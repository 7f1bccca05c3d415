import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Hono } from 'hono'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { mailFrame, picture } from '../../api/_http/file.ts'
import { present } from '../../core/mailboxes/present.ts'
import { ownText } from '../../core/mailboxes/split.ts'
import { type Listening, listen } from '../../local/serve.ts'
import { launch } from '../support/browser.ts'

const file = path.join(process.env.CORPORA_DIR ?? '', 'html', 'dompurify-payloads.json')
const payloads = (JSON.parse(readFileSync(file, 'utf8')) as { payload: string }[]).map(({ payload }) => payload)
const SANDBOX = 'allow-same-origin allow-popups allow-popups-to-escape-sandbox'

const PIXEL = new Uint8Array(Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64'))

let server: Listening
let browser: Browser

beforeAll(async () => {
  ;[server, browser] = await Promise.all([listen(0), launch()])
  const app = new Hono()
  app.get('/frame/:nth', (c) => mailFrame(c, present(payloads[Number(c.req.param('nth'))] ?? '').html))
  // The worst the sanitiser could let through: the frame and its policy must hold by themselves.
  app.get('/raw/:nth', (c) => mailFrame(c, payloads[Number(c.req.param('nth'))] ?? ''))
  // As when the reader has asked for the images: they come through one address of ours, and from nowhere else.
  app.get('/images/:nth', (c) => {
    const base = `${server.url}/proxied/`
    const { html } = present(payloads[Number(c.req.param('nth'))] ?? '')
    return mailFrame(c, html.replace(/(<img [^>]*?)data-remote="(\d+)"/g, `$1src="${base}$2"`), [base])
  })
  app.get('/proxied/:nth', (c) => picture(c, { mediaType: 'image/gif', content: PIXEL }))
  app.get('/page/:kind', (c) => {
    const frames = payloads.map(
      (_, nth) => `<iframe sandbox="${SANDBOX}" src="/${c.req.param('kind')}/${nth}"></iframe>`,
    )
    return c.html(`<!doctype html><title>mail</title>${frames.join('')}`)
  })
  server.use(app.fetch)
})

afterAll(async () => {
  await browser?.close()
  await server?.close()
})

test.each([
  ['frame', 'sanitised and framed'],
  ['raw', 'framed as it came, had the sanitiser let all of it through'],
  ['images', 'sanitised and framed with the images that were asked for'],
])('223 hostile mails do nothing when %s', async (kind) => {
  const page = await (await browser.newContext()).newPage()
  const effects: string[] = []
  page.on('dialog', async (dialog) => {
    effects.push(`dialog ${dialog.message()}`)
    await dialog.dismiss()
  })
  page.on('popup', () => effects.push('popup'))
  // What the policy blocks is asked for all the same, and never leaves; what leaves is answered, or finds no host.
  page.on('response', (response) => {
    if (!mine(response.url(), kind)) effects.push(`answered ${response.url()}`)
  })
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? ''
    if (!/csp|ERR_BLOCKED|UNKNOWN_URL_SCHEME/i.test(why)) effects.push(`${why} ${request.url()}`)
  })
  await page.goto(`${server.url}/page/${kind}`, { waitUntil: 'load' })
  expect(payloads).toHaveLength(223)
  expect(page.url()).toBe(`${server.url}/page/${kind}`)
  const shown = page.mainFrame().childFrames()
  expect(shown).toHaveLength(payloads.length)
  for (const frame of shown) expect(frame.url()).toMatch(new RegExp(`^${server.url}/${kind}/\\d+$`))
  expect(effects).toEqual([])
})

function mine(url: string, kind: string): boolean {
  return url.startsWith('data:') || new RegExp(`^${server.url}/(page/${kind}|${kind}/\\d+|proxied/\\d+)$`).test(url)
}

test('nothing that could act survives the sanitiser', async () => {
  const page = await (await browser.newContext({ javaScriptEnabled: true })).newPage()
  for (const payload of payloads) {
    const left = await page.evaluate((html) => {
      const parsed = new DOMParser().parseFromString(html, 'text/html')
      const acting =
        'script,iframe,object,embed,form,input,button,link,meta,base,svg,math,style,template,audio,video,source'
      const handlers = [...parsed.querySelectorAll('*')].flatMap(({ attributes }) =>
        [...attributes].filter(
          ({ name, value }) =>
            /^on/i.test(name) ||
            (name !== 'title' && /^\s*(javascript|vbscript):/i.test(value)) ||
            /url\(|expression\(/i.test(value),
        ),
      )
      return [...parsed.querySelectorAll(acting)].map(({ tagName }) => tagName).concat(handlers.map(({ name }) => name))
    }, present(payload).html)
    expect(left, payload).toEqual([])
  }
})

const benign = globSync('benign/*.json', { cwd: process.env.CORPORA_DIR ?? '' }).flatMap((level) => {
  const mails = JSON.parse(readFileSync(path.join(process.env.CORPORA_DIR ?? '', level), 'utf8')) as Record<
    string,
    string[]
  >
  return Object.values(mails).flat()
})
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
const words = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? []

/** One harmless text in the clothes that mail programs put on theirs. */
const CLOTHES: ((text: string) => string)[] = [
  (text) => `<div dir="ltr">${text.replaceAll('. ', '.<br><br>')}</div>`,
  (text) =>
    `<html><head><style>p{color:red}</style></head><body>${text.replaceAll('. ', '.</p><p class="MsoNormal">')}<o:p></o:p></body></html>`,
  (text) =>
    `<table width="600" align="center"><tr><td style="font:16px Arial;position:relative">${text}<img src="https://a.example/x.png"></td></tr></table>`,
  (text) => `<center><font face="Arial" size="2"><b>${text}</b></font><script>track()</script></center>`,
]

test('the words of harmless mails survive, whatever their HTML, and none is folded away', async () => {
  expect(benign.length).toBeGreaterThan(70)
  const page = await (await browser.newContext()).newPage()
  let [before, after] = [0, 0]
  for (const text of benign) {
    expect(ownText(text)).toBe(text.trimEnd())
    for (const dress of CLOTHES) {
      const { html } = present(dress(escaped(text)))
      await page.setContent(html)
      const shown = words(await page.evaluate(() => document.body.innerText))
      const meant = words(text)
      before += meant.length
      after += meant.filter((word, at) => shown[at] === word).length
    }
  }
  process.stdout.write(`Words of ${benign.length} harmless mails still in sight: ${after}/${before}\n`)
  expect(after).toBe(before)
})
