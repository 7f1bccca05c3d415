import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { professional } from '../../local/seed/people.ts'
import { expectAccessible } from '../support/accessible.ts'
import { launch, openTab, signInWithCode, type Tab } from '../support/browser.ts'
import { portal, settled } from '../support/portal.ts'
import { type Started, startProduct } from '../support/started.ts'

let product: Started
let browser: Browser
let page: Tab

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launch()])
  page = await openTab(browser, product.url, { viewport: { width: 1280, height: 800 } })
  await settled(product)
  await signInWithCode(page, professional.email)
  await portal(page).row('Client 74 days late').click()
  await portal(page).heading.filter({ hasText: 'Client 74 days late' }).waitFor()
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const promise = 'I will work it out and send it to you'
const check = () => page.getByRole('region', { name: 'Check before you send' })
const right = () => check().getByRole('button', { name: `It is right: ${promise}` })

test('what stands nowhere else has to be looked at before the yes', async () => {
  await check().getByText('Promise').waitFor()
  expect(await portal(page).approve.isDisabled()).toBe(true)
  await page.keyboard.press('a')
  expect((await product.state()).outbox.queued).toBe(0)
  await page.getByText('First check what is marked').waitFor()
  await expectAccessible(page)

  await check().getByRole('button', { name: promise, exact: true }).click()
  const selected = await portal(page).text.evaluate((text: HTMLTextAreaElement) =>
    text.value.slice(text.selectionStart, text.selectionEnd),
  )
  expect(selected).toBe(promise)
})

test('who says that it is right can say yes; who takes it back cannot', async () => {
  await right().click()
  await check().waitFor({ state: 'detached' })
  await expect.poll(() => portal(page).approve.isEnabled()).toBe(true)
  expect(await portal(page).approve.evaluate((it) => it === document.activeElement)).toBe(true)

  await page.getByText('What it says, and where from').click()
  await page.getByRole('button', { name: 'Take back' }).click()
  await check().waitFor()
  expect(await portal(page).approve.isDisabled()).toBe(true)
  await page.reload()
  await check().waitFor()
})

test('what it rests on can be opened where it stands', async () => {
  await page.getByText('What it says, and where from').click()
  const place = page.locator('.rests li').filter({ hasText: 'In a message' }).first()
  await expectAccessible(page)
  await place.getByRole('button').click()
  const focused = () => page.evaluate(() => document.activeElement?.closest('.message')?.textContent ?? '')
  await expect.poll(focused).toContain('74 days')
})

test('what the models were shown on the way to it is listed, text by text', async () => {
  await page.bringToFront()
  await page.getByText('What the models were shown').click()
  const calls = page.locator('.receipt').getByRole('listitem')
  await calls.filter({ hasText: 'Writing the reply' }).filter({ hasText: '1 message' }).first().waitFor()
  await calls.filter({ hasText: 'Does it need an answer?' }).first().waitFor()
  expect(await calls.first().innerText()).toMatch(/tokens read, .* written, \$0\.\d+/)
  await expectAccessible(page)
})

test('who changes the words has settled it', async () => {
  const text = portal(page).text
  await text.fill((await text.inputValue()).replace(promise, 'It is not for me to say'))
  await check().waitFor({ state: 'detached' })
  await expect.poll(() => portal(page).approve.isEnabled()).toBe(true)
  await portal(page).approve.click()
  await expect.poll(async () => (await product.state()).outbox.queued + (await product.state()).outbox.sent).toBe(1)
  expect(page.complaints).toEqual([])
})

test('on a phone in the dark, who reads Arabic finds the checks from right to left, and they fit', async () => {
  const phone = await openTab(browser, product.url, {
    viewport: { width: 390, height: 780 },
    colorScheme: 'dark',
    storageState: await page.context().storageState(),
  })
  await phone.goto('/portal/mailboxes/')
  await phone.getByLabel('Language').selectOption({ label: 'العربية' })
  await phone.getByRole('link', { name: 'إلى الردود' }).click()
  await phone.getByRole('link').filter({ hasText: 'Letter to the tenant' }).click()
  const region = phone.getByRole('region', { name: 'تحقق قبل الإرسال' })
  await region.waitFor()
  await region.scrollIntoViewIfNeeded()
  await phone.locator('.rests summary').first().click()
  await expectAccessible(phone)
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await phone.context().close()
})
