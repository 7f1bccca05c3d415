import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { closeTab, launch, openTab, type Tab } from '../support/browser.ts'
import { type Started, startProduct } from '../support/started.ts'

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

let product: Started
let browser: Browser

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launch()])
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

/** At the entrance, where the field for the address has the focus; something is heard of whenever a button is pressed. */
async function atEntrance(options?: BrowserContextOptions): Promise<Tab> {
  const page = await openTab(browser, product.url, options)
  await page.goto('/portal/')
  await page.getByLabel('E-mail address').focus()
  await page.evaluate(`(async () => {
    const { released } = await import('/portal/live.js')
    globalThis.happened = []
    addEventListener('pointerdown', async () => { await released(); happened.push('shown') })
    addEventListener('click', (event) => { event.preventDefault(); happened.push('clicked') })
  })()`)
  return page
}

const happened = (page: Tab): Promise<string[]> => page.evaluate('happened')
const aFrameLater = (page: Tab) => page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))')

test('whoever presses a button while writing is shown nothing new before they let go', async () => {
  const page = await atEntrance()
  await page.getByRole('button', { name: 'Send me a code' }).hover()
  await page.mouse.down()
  await aFrameLater(page)
  expect(await happened(page)).toEqual([])
  await page.mouse.up()
  await expect.poll(() => happened(page)).toEqual(['clicked', 'shown'])
  await closeTab(page)
})

test('nor whoever taps, before their tap has been heard', async () => {
  const page = await atEntrance(PHONE)
  for (let nth = 1; nth <= 10; nth++) {
    await page.getByRole('button', { name: 'Send me a code' }).tap()
    await expect.poll(() => happened(page)).toHaveLength(2 * nth)
  }
  const each = Array.from({ length: 10 }, () => ['clicked', 'shown'])
  expect(await happened(page)).toEqual(each.flat())
  await closeTab(page)
})

test('a menu opened over it keeps nothing back', async () => {
  const page = await atEntrance()
  await page.getByRole('button', { name: 'Send me a code' }).hover()
  await page.mouse.down({ button: 'right' })
  await expect.poll(() => happened(page)).toEqual(['shown'])
  await page.mouse.up({ button: 'right' })
  await closeTab(page)
})

test('a further page asked for while the list is looked at anew is not lost', async () => {
  const page = await atEntrance()
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  const cardAt = (hour: number) => ({ id: `at ${hour}`, received_at: `2026-01-01T${hour}:00:00Z`, correspondent: '' })
  let looks = 0
  await page.route('**/api/drafts?*', async (route) => {
    const further = route.request().url().includes('cursor')
    if (further) await held
    const data = further ? { items: [cardAt(10)], next: null } : { items: [cardAt(20)], next: 'on' }
    await route.fulfill({ json: { success: true, data }, headers: { etag: `"${looks++}"` } })
  })
  await page.evaluate(`(async () => {
    const { Queue } = await import('/portal/drafts/queue.js')
    globalThis.queue = new Queue()
    await queue.refresh()
    globalThis.further = queue.more()
    await queue.refresh()
  })()`)
  letGo()
  expect(await page.evaluate('further.then(() => [queue.cards.map(({ id }) => id), queue.hasMore])')).toEqual([
    ['at 20', 'at 10'],
    false,
  ])
  await closeTab(page)
})
