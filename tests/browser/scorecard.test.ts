import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { professional } from '../../local/seed/people.ts'
import { expectAccessible } from '../support/accessible.ts'
import { launch, openTab, signInWithCode, type Tab } from '../support/browser.ts'
import { portal, settled } from '../support/portal.ts'
import { type Started, startProduct } from '../support/started.ts'

const WIDE = { viewport: { width: 1280, height: 800 } }
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true }
const SCORES = {
  decided: 40,
  fates: { unedited: 22, lightly_edited: 6, rewritten: 8, discarded: 4 },
  reasons: { wrong_content: 1, not_needed: 2, answered_myself: 0, other: 0 },
  anew: 3,
  distance: 0.14,
  waited: { count: 38, p50: 21_000, p95: 190_000 },
  minutes_saved: 75,
}

let product: Started
let browser: Browser
let page: Tab
let signedIn: BrowserContextOptions

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launch()])
  page = await openTab(browser, product.url, WIDE)
  await settled(product)
  await signInWithCode(page, professional.email)
  signedIn = { storageState: await page.context().storageState() }
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

test('the queue leads to a page that says what it is for while nothing is decided', async () => {
  await page.goto('/portal/')
  await page.getByRole('link', { name: 'How it goes' }).click()
  await page.getByText('Nothing yet.').waitFor()
  await expectAccessible(page)
})

test('why a draft is discarded is said with one tap, and counted', async () => {
  await page.goto('/portal/')
  await portal(page).heading.waitFor()
  await page.getByRole('button', { name: 'Discard', exact: true }).click()
  await portal(page).decisions.getByRole('button', { name: 'Not needed' }).click()
  await portal(page).decisions.getByText('Noted').waitFor()
  await expectAccessible(page)

  await page.goto('/portal/scorecard/')
  const reasons = page.getByRole('listitem').filter({ hasText: 'Not needed' })
  await reasons.getByText('1 of 1').waitFor()
  await page.getByText('Not enough to measure by').waitFor()
  await expectAccessible(page)
  expect(page.complaints).toEqual([])
})

test('on a phone, in Arabic and in the dark, all of it is there; what fails is offered again', async () => {
  const tab = await openTab(browser, product.url, { ...signedIn, ...PHONE, colorScheme: 'dark' })
  let fails = true
  await tab.route('**/api/insights/scorecard/**', (route) =>
    fails
      ? route.fulfill({ status: 503, json: { success: false, error: 'Busy', code: 'unavailable' } })
      : route.fulfill({ json: { success: true, data: SCORES } }),
  )
  await tab.goto('/portal/scorecard/')
  await tab.getByRole('button', { name: 'Try again' }).waitFor()
  fails = false
  await tab.getByRole('button', { name: 'Try again' }).click()
  await tab.getByText('22 of 40').waitFor()
  await tab.evaluate(() => localStorage.setItem('language', 'ar'))
  await tab.reload()
  await tab.getByRole('heading', { name: 'كيف تسير الأمور' }).waitFor()
  await tab.getByText('أُرسلت كما هي').waitFor()
  await expectAccessible(tab)
  const wide = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  expect(wide).toBeLessThanOrEqual(0)
  await tab.context().close()
})
