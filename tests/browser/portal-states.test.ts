import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { professional } from '../../local/seed/people.ts'
import { expectAccessible } from '../support/accessible.ts'
import { launch, openTab, signInWithCode, type Tab } from '../support/browser.ts'
import { codeFor, portal, settled } from '../support/portal.ts'
import { type Started, startProduct } from '../support/started.ts'

const WIDE = { viewport: { width: 1280, height: 800 } }
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true }
const NOBODYS = '00000000-0000-4000-8000-000000000000'

let product: Started
let browser: Browser
let page: Tab
/** Signed in once; every further window comes with it. */
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

test('an empty list says so, and is at peace', async () => {
  await page.goto('/portal/?tab=discarded')
  await page.getByText('Nothing discarded').waitFor()
  await expectAccessible(page)
})

test('until the answer comes, the place of the reply is held', async () => {
  const { promise: held, resolve: answer } = Promise.withResolvers<void>()
  await page.route('**/api/threads/*', async (route) => {
    await held
    await route.continue()
  })
  await page.goto('/portal/')
  await page.getByRole('status', { name: 'Loading' }).waitFor()
  await expectAccessible(page)

  answer()
  await portal(page).text.waitFor()
  await page.unroute('**/api/threads/*')
})

test('a failure is explained, has a reference, and can be tried again', async () => {
  const failing = await openTab(browser, product.url, { ...WIDE, ...signedIn })
  const told = { success: false, error: 'Something went wrong on our side', code: 'unexpected', requestId: 'req-71' }
  await failing.route('**/api/drafts?*', (route) => route.fulfill({ status: 500, json: told }))
  await failing.goto('/portal/')
  const alert = failing.getByRole('alert')
  await alert.waitFor()
  expect(await alert.innerText()).toContain(told.error)
  expect(await alert.innerText()).toContain(told.requestId)
  await expectAccessible(failing)

  await failing.unroute('**/api/drafts?*')
  await failing.getByRole('button', { name: 'Try again' }).click()
  await portal(failing).row('').first().waitFor()
  await failing.context().close()
})

test('a draft that is not there, or somebody else’s, leads back to the list', async () => {
  await page.goto(`/portal/?draft=${NOBODYS}`)
  await page.getByText('This reply is not here').waitFor()
  await page.getByRole('button', { name: 'To the list' }).click()
  await portal(page).text.waitFor()
})

test('offline, the portal opens again with what waited, and decides when it is back', async () => {
  await page.goto('/portal/')
  await portal(page).text.waitFor()
  await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state)
  const waiting = await portal(page).row('').count()

  await page.context().setOffline(true)
  await page.reload()
  await page.getByRole('status').filter({ hasText: 'You are offline' }).waitFor()
  expect(await portal(page).row('').count()).toBe(waiting)
  await expectAccessible(page)

  await page.context().setOffline(false)
  await portal(page).approve.waitFor()
  await expect.poll(() => portal(page).approve.isEnabled()).toBe(true)
  expect(await page.getByText('You are offline').count()).toBe(0)
})

test('a session that ends while someone writes is renewed on top, and the words are saved', async () => {
  const known = (await product.state()).letters.flatMap(({ code }) => code ?? [])
  const { text } = portal(page)
  const words = `${await text.inputValue()}\n\nP.S. Written while the session ended.`
  await page.context().clearCookies()
  await text.fill(words)

  const dialog = page.getByRole('dialog', { name: 'Please sign in again' })
  await dialog.getByRole('button', { name: 'Send me a code' }).click()
  const code = dialog.getByLabel('Six-digit code')
  await code.fill('000000')
  await dialog.getByText('This code is wrong or has expired').waitFor()
  await expectAccessible(page)
  await code.fill(await codeFor(product, professional.email, known))
  await dialog.waitFor({ state: 'detached' })

  await page.getByText('Saved', { exact: true }).waitFor()
  expect(await text.inputValue()).toBe(words)
  await page.reload()
  await text.waitFor()
  expect(await text.inputValue()).toBe(words)
  signedIn = { storageState: await page.context().storageState() }
})

test.each<[string, BrowserContextOptions]>([
  ['on a phone in the dark', { ...PHONE, colorScheme: 'dark' }],
  ['on a wide screen in the dark', { ...WIDE, colorScheme: 'dark' }],
])('%s, list, reply and settings are readable by all and fit', async (_, options) => {
  const tab = await openTab(browser, product.url, { ...options, ...signedIn })
  await tab.goto('/portal/')
  await expectReadable(tab, {
    list: 'List',
    approve: 'Approve and send',
    settings: 'Mailboxes and settings',
    mailboxes: 'Mailboxes',
  })
})

test.each<[string, BrowserContextOptions]>([
  ['on a phone', PHONE],
  ['on a wide screen', WIDE],
])('%s, who chooses Arabic reads from right to left', async (_, options) => {
  const tab = await openTab(browser, product.url, { ...options, ...signedIn })
  await tab.goto('/portal/mailboxes/')
  await tab.getByLabel('Language').selectOption({ label: 'العربية' })
  await tab.getByRole('heading', { name: 'صناديق البريد' }).waitFor()
  expect(await tab.evaluate(() => document.documentElement.dir)).toBe('rtl')
  await tab.getByRole('link', { name: 'إلى الردود' }).click()
  await expectReadable(tab, {
    list: 'القائمة',
    approve: 'أوافق، أرسِل',
    settings: 'صناديق البريد والإعدادات',
    mailboxes: 'صناديق البريد',
  })
})

async function expectReadable(
  tab: Tab,
  names: Record<'list' | 'approve' | 'settings' | 'mailboxes', string>,
): Promise<void> {
  const first = tab.getByRole('region', { name: names.list, exact: true }).getByRole('link').first()
  await first.waitFor()
  await expectAccessible(tab)

  await tab.getByRole('link', { name: names.settings }).click()
  await tab.getByRole('region', { name: names.mailboxes }).getByRole('button', { pressed: false }).first().waitFor()
  await expectAccessible(tab)
  await tab.goBack()

  await first.click()
  await tab.getByRole('button', { name: names.approve }).waitFor()
  await expectAccessible(tab)
  expect(tab.complaints).toEqual([])
  await tab.context().close()
}
