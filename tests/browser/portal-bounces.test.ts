import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { professional } from '../../local/seed/people.ts'
import { expectAccessible } from '../support/accessible.ts'
import { launch, openTab, signInWithCode, type Tab } from '../support/browser.ts'
import { portal, settled, writeTo } from '../support/portal.ts'
import { type Started, startProduct } from '../support/started.ts'

let product: Started
let browser: Browser
let page: Tab

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launch()])
  page = await openTab(browser, product.url, { viewport: { width: 1280, height: 800 } })
  await settled(product)
  await signInWithCode(page, professional.email)
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

test('a reply that came back says so in the list, and on its card to whom and why', async () => {
  const mail = { from: 'bo@bounce.test', to: professional.email, subject: 'A new address', body: 'Could you call me?' }
  await writeTo(product, mail)
  await settled(product)
  await page.goto('/portal/')
  await portal(page).row('A new address').click()
  await portal(page).approve.click()
  await expect.poll(async () => (await product.state()).outbox.sent, { timeout: 40_000 }).toBe(1)
  await settled(product)

  await page.goto('/portal/?tab=sent')
  await portal(page).row('A new address').getByText('Came back').waitFor()
  await portal(page).row('A new address').click()
  await page.getByText('Could not be delivered to bo@bounce.test').waitFor()
  await page.getByText('There is no such address.').waitFor()
  await expectAccessible(page)
}, 60_000)
