import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { professional } from '../../local/seed/people.ts'
import { expectAccessible } from '../support/accessible.ts'
import { closeTab, launch, openTab, signInWithCode, type Tab } from '../support/browser.ts'
import { settled } from '../support/portal.ts'
import { type Started, startProduct } from '../support/started.ts'

const WIDE = { viewport: { width: 1280, height: 900 } }
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

const part = (name: string) => page.getByRole('region', { name })
const card = (text: string) => page.getByRole('listitem').filter({ hasText: text })

test('the queue leads to a page that says what it is for while there are no rules', async () => {
  await page.goto('/portal/')
  await page.getByRole('link', { name: 'Rules', exact: true }).click()
  const read: string[] = []
  page.on('request', (request) => read.push(new URL(request.url()).pathname))
  await page.reload()
  await page.getByText('No rules yet.').waitFor()
  await page.getByText('No snippets yet.').waitFor()
  await page.getByText('Everybody’s mail is read to the model.').waitFor()
  // Each list is read once: a second answer would put what somebody has pressed meanwhile back to where it was.
  expect(read.filter((address) => address.startsWith('/api/knowledge/')).sort()).toEqual([
    '/api/knowledge/gates',
    '/api/knowledge/rules',
    '/api/knowledge/rules',
  ])
  await expectAccessible(page)
})

test('before it is saved, a rule is tried on past mails, and one sees what would change and what would not', async () => {
  const before = await product.state()
  await part('How replies are written').getByRole('button', { name: 'Add a rule' }).press('Enter')
  await page.getByLabel('The rule').fill('Keep replies short.')
  await page.getByRole('button', { name: 'Try on past mails' }).click()
  const trial = page.getByRole('region', { name: 'What would change' })
  await trial.getByText('5 mails tried.').waitFor()
  expect(await trial.getByRole('article').count()).toBe(5)
  expect(await trial.locator('del').count()).toBeGreaterThan(0)
  await expectAccessible(page)
  const after = await product.state()
  expect([after.drafts, after.outbox, after.ledger]).toEqual([before.drafts, before.outbox, before.ledger])

  await page.getByRole('button', { name: 'Save' }).click()
  await card('Keep replies short.').getByText('Version 1').waitFor()
  await card('Keep replies short.').getByRole('button', { name: 'Its effect' }).click()
  await trial.getByText('5 mails tried.').waitFor()
  await trial.getByText('Without it').first().waitFor()
  expect(await trial.locator('ins').count()).toBeGreaterThan(0)
  await expectAccessible(page)
})

test('it is changed, read as it once was, restored, set aside and used again', async () => {
  await card('Keep replies short.').getByRole('button', { name: 'Change' }).press('Enter')
  await page.getByLabel('The rule').fill('Offer a call first.')
  await page.getByRole('button', { name: 'Save' }).click()
  await card('Offer a call first.').getByText('Version 2').waitFor()

  await card('Offer a call first.').getByRole('button', { name: 'Earlier versions' }).press('Enter')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Let it read like this again' }).click()
  await card('Keep replies short.').getByText('Version 3').waitFor()
  await card('Keep replies short.').getByRole('button', { name: 'Set aside' }).press('Enter')
  await page.reload()
  await card('Keep replies short.').getByText('Set aside').first().waitFor()
  await card('Keep replies short.').getByRole('button', { name: 'Use again' }).click()
  await card('Keep replies short.').getByText('Version 5').waitFor()
})

test('a snippet is named; one name twice is refused and nothing is lost; deleted it comes back with one tap', async () => {
  const snippets = part('Snippets')
  const add = async (name: string, words: string) => {
    await snippets.getByRole('button', { name: 'Add a snippet' }).click()
    await page.getByLabel('What it is for').fill(name)
    await page.getByLabel('The words').fill(words)
    await page.getByRole('button', { name: 'Save' }).click()
  }
  await add('Parking', 'You can park behind the house.\nThe gate is open until eight.')
  await card('You can park').getByRole('heading', { name: 'Parking' }).waitFor()
  await add('parking', 'In front of it.')
  await snippets.getByRole('alert').filter({ hasText: /\S/ }).waitFor()
  expect(await page.getByLabel('The words').inputValue()).toBe('In front of it.')
  await page.getByRole('button', { name: 'Cancel' }).click()

  await card('You can park').getByRole('button', { name: 'Delete' }).press('Enter')
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await card('You can park').getByRole('heading', { name: 'Parking' }).waitFor()
  await page.reload()
  await card('The gate is open until eight.').waitFor()
})

test('a snippet that was set aside comes back set aside; where it cannot be used again, that is to be seen', async () => {
  const parking = card('The gate is open until eight.')
  await parking.getByRole('button', { name: 'Set aside' }).press('Enter')
  await parking.getByText('Version 2').waitFor()
  await parking.getByRole('button', { name: 'Delete' }).press('Enter')
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await parking.getByText('Version 1').waitFor()
  await parking.getByText('Set aside', { exact: true }).waitFor()

  const busy = { status: 503, json: { success: false, error: 'Busy', code: 'not_available' } }
  await page.route('**/api/knowledge/rules/*', (route) => route.fulfill(busy))
  await parking.getByRole('button', { name: 'Use again' }).click()
  await parking.getByText('Busy').waitFor()
  await page.unroute('**/api/knowledge/rules/*')
  await parking.getByRole('button', { name: 'Use again' }).click()
  await parking.getByText('Version 2').waitFor()
})

test('pressed twice in a hurry, a button does it once', async () => {
  const rule = card('Keep replies short.')
  await rule.getByRole('button', { name: 'Set aside' }).dblclick()
  await rule.getByRole('button', { name: 'Use again' }).waitFor()
  await rule.getByRole('button', { name: 'Delete' }).press('Enter')
  await page.getByRole('button', { name: 'Undo' }).dblclick()
  await rule.getByRole('button', { name: 'Use again' }).dblclick()
  await rule.getByRole('button', { name: 'Set aside' }).waitFor()
  expect((await part('How replies are written').getByRole('alert').allInnerTexts()).join('')).toBe('')
  await page.reload()
  await rule.getByText('Version 2').waitFor()
  expect(await rule.count()).toBe(1)
})

test('a rule changed in another window is not written over', async () => {
  const other = await openTab(browser, product.url, { ...signedIn, ...WIDE })
  await other.goto('/portal/rules/')
  const there = other.getByRole('listitem').filter({ hasText: 'Keep replies short.' })
  await there.getByRole('button', { name: 'Change' }).click()
  await other.getByLabel('The rule').fill('Keep them very short.')
  await other.getByRole('button', { name: 'Save' }).click()
  await other.getByText('Keep them very short.').waitFor()
  await closeTab(other)

  await page.bringToFront()
  await card('Keep replies short.').getByRole('button', { name: 'Change' }).click()
  await page.getByLabel('The rule').fill('Keep them long.')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('alert').filter({ hasText: /\S/ }).waitFor()
  expect(await page.getByLabel('The rule').inputValue()).toBe('Keep them long.')

  await page.getByRole('button', { name: 'Cancel' }).click()
  await card('Keep them very short.').getByRole('button', { name: 'Change' }).waitFor()
})

test('what cannot be read or tried is said, and offered again', async () => {
  const tab = await openTab(browser, product.url, { ...signedIn, ...WIDE })
  const busy = { status: 503, json: { success: false, error: 'Busy', code: 'not_available' } }
  await tab.route('**/api/knowledge/rules?*', (route) => route.fulfill(busy))
  await tab.goto('/portal/rules/')
  await tab.getByRole('button', { name: 'Try again' }).first().waitFor()
  expect(await tab.getByRole('button', { name: 'Try again' }).count()).toBe(2)
  await tab.unroute('**/api/knowledge/rules?*')
  await tab.getByRole('button', { name: 'Try again' }).first().click()
  await tab.getByText('Keep them very short.').waitFor()
  await tab.route('**/api/knowledge/trials', (route) => route.fulfill(busy))
  await tab.getByRole('button', { name: 'Add a rule' }).click()
  await tab.getByLabel('The rule').fill('Be kind.')
  await tab.getByRole('button', { name: 'Try on past mails' }).click()
  const trial = tab.getByRole('region', { name: 'What would change' })
  await trial.getByRole('status').filter({ hasText: 'Busy' }).waitFor()
  await tab.unroute('**/api/knowledge/trials')

  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  await tab.route('**/api/knowledge/trials', async (route) => {
    await held
    await route.continue()
  })
  await tab.getByRole('button', { name: 'Try on past mails' }).click()
  await trial.getByText('Mail 1 of 5').waitFor()
  await trial.getByRole('button', { name: 'Stop' }).click()
  letGo()
  await trial.getByText('1 mail tried.').waitFor()
  expect(await trial.getByRole('article').count()).toBe(1)
  await closeTab(tab)
})

test('on a phone, in Arabic and in the dark, all of it is there', async () => {
  const tab = await openTab(browser, product.url, { ...signedIn, ...PHONE, colorScheme: 'dark' })
  await tab.goto('/portal/rules/')
  await tab.evaluate(() => localStorage.setItem('language', 'ar'))
  await tab.reload()
  await tab.getByRole('heading', { name: 'القواعد' }).waitFor()
  await tab.getByText('Keep them very short.').waitFor()
  await tab.getByRole('button', { name: 'تغيير' }).first().click()
  await tab.getByRole('button', { name: 'جرّبها على رسائل سابقة' }).click()
  await tab.locator('.result').first().waitFor()
  await expectAccessible(tab)
  expect(await tab.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  expect(tab.complaints).toEqual([])
  await closeTab(tab)
})
