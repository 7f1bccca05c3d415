import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { professional } from '../../local/seed/people.ts'
import { expectAccessible } from '../support/accessible.ts'
import { launch, openTab, signInWithCode, type Tab } from '../support/browser.ts'
import { settled } from '../support/portal.ts'
import { type Started, startProduct } from '../support/started.ts'

const WIDE = { viewport: { width: 1280, height: 800 } }
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true }

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

test('what a business knows leads to its rules, and to whom no model hears of; at first that is nobody', async () => {
  await page.goto('/portal/knowledge/')
  await page.getByRole('link', { name: 'Rules' }).click()
  await page.getByRole('heading', { name: 'Never and always' }).waitFor()
  await page.getByText('Nothing yet.').waitFor()
  await expectAccessible(page)
})

test('a topic is named, taken back, and said again where it stood', async () => {
  await page.getByLabel('For a').selectOption('topic')
  await page.getByLabel('Which').fill('Adoption')
  await page.getByRole('button', { name: 'Never', exact: true }).click()
  const line = page.getByRole('listitem').filter({ hasText: 'Adoption' })
  await line.getByText('Never where this is spoken of').waitFor()
  await line.getByRole('button', { name: 'Take back' }).click()
  await line.getByRole('button', { name: 'Undo' }).click()
  await line.getByRole('button', { name: 'Take back' }).waitFor()
  await page.reload()
  await line.getByText('Never where this is spoken of').waitFor()
})

test('what is no address says so, and nothing is kept', async () => {
  await page.getByLabel('For a').selectOption('sender')
  await page.getByLabel('Which').fill('nobody')
  await page.getByRole('button', { name: 'Never', exact: true }).click()
  await page.getByRole('alert').filter({ hasText: 'value' }).waitFor()
  expect(await page.getByRole('listitem').count()).toBe(1)
})

test('beside a draft, its sender is never answered again with one tap, and with another they are', async () => {
  await page.goto('/portal/')
  await page.locator('#list a[href*="draft="]').first().click()
  await page.getByRole('button', { name: 'Never for this sender' }).click()
  const said = page.locator('.never-for')
  await said.getByText('from the next message on').waitFor()
  await said.getByRole('button', { name: 'Undo' }).click()
  await page.getByRole('button', { name: 'Never for this sender' }).waitFor()
})

test('on a telephone, in the dark and in Arabic the page holds', async () => {
  const phone = await openTab(browser, product.url, { ...PHONE, ...signedIn, colorScheme: 'dark' })
  await phone.goto('/portal/rules/')
  await phone.getByText('Never where this is spoken of').waitFor()
  await expectAccessible(phone)
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await phone.evaluate(() => localStorage.setItem('language', 'ar'))
  await phone.reload()
  await phone.getByRole('heading', { name: 'أبدًا ودائمًا' }).waitFor()
  await expectAccessible(phone)
})

test('without an answer the page says so, and tries again', async () => {
  await page.goto('/portal/rules/')
  await page.route('**/api/knowledge/gates', (route) => route.fulfill({ status: 503, body: '' }))
  await page.reload()
  await page.getByRole('button', { name: 'Try again' }).waitFor()
  await page.unroute('**/api/knowledge/gates')
  await page.getByRole('button', { name: 'Try again' }).click()
  await page.getByText('Never where this is spoken of').waitFor()
})
