import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { correspondents } from '../../local/seed/people.ts'
import { expectAccessible } from '../support/accessible.ts'
import { closeTab, launch, openTab, type Tab } from '../support/browser.ts'
import { codeFor } from '../support/portal.ts'
import { type Started, startProduct } from '../support/started.ts'

const [, elias = { email: '', name: '' }] = correspondents
const SECOND = '00000000-0000-4000-8000-000000000002'

let product: Started
let browser: Browser
let page: Tab

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct(), launch()])
  page = await openTab(browser, product.url, { viewport: { width: 1280, height: 800 } })
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

test('somebody new signs up with a code, and is offered to connect an inbox', async () => {
  await page.goto('/portal/')
  await page.getByRole('button', { name: 'Create an account' }).click()
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByText('Please fill in every field').waitFor()
  await expectAccessible(page)

  await page.getByLabel('Your name').fill(elias.name)
  await page.getByLabel('E-mail address').fill(elias.email)
  await page.getByLabel('Business').fill('Nordlicht Leuchten')
  await page.getByLabel('Profession').selectOption('Consulting')
  await page.getByRole('button', { name: 'Create account' }).click()
  await page.getByLabel('Six-digit code').fill(await codeFor(product, elias.email))

  await page.getByRole('heading', { name: 'Connect your inbox' }).waitFor()
  await expectAccessible(page)
})

test('who says no at Google reads why nothing is connected', async () => {
  await page.getByRole('button', { name: 'Connect Gmail' }).click()
  await page.getByRole('button', { name: 'Cancel' }).click()
  await page.getByRole('status').filter({ hasText: 'permission was not given' }).waitFor()
  await page.getByRole('heading', { name: 'Connect your inbox' }).waitFor()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Close' }).click()
  expect(await page.getByText('permission was not given').count()).toBe(0)
  expect(new URL(page.url()).search).toBe('')
})

test('who gives only a part reads which boxes matter', async () => {
  // One box cannot be ticked in part: this Google asks for a second one.
  const more = encodeURIComponent(' https://www.googleapis.com/auth/gmail.labels')
  await page.route('**/auth?*', (route) => {
    const url = route.request().url()
    return route.continue({ url: url.replace(/gmail\.modify/, `gmail.modify${more}`) })
  })
  await page.getByRole('button', { name: 'Connect Gmail' }).click()
  await page.getByRole('radio', { name: elias.email }).check()
  await page.getByRole('checkbox', { name: 'Read, compose and send e-mail' }).uncheck()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.getByRole('status').filter({ hasText: 'leave all boxes ticked' }).waitFor()
  await page.getByRole('heading', { name: 'Connect your inbox' }).waitFor()
  await page.unroute('**/auth?*')
})

test('who allows it comes back while the inbox is being read', async () => {
  await page.getByRole('button', { name: 'Connect Gmail' }).click()
  await page.getByRole('radio', { name: elias.email }).check()
  await page.getByRole('button', { name: 'Allow' }).click()
  await page.getByRole('status').filter({ hasText: 'Gmail is connected' }).waitFor()
  expect(await page.getByRole('heading', { name: 'Connect your inbox' }).isVisible()).toBe(false)
  await page.getByRole('listitem').filter({ hasText: elias.email }).getByText('Connected').waitFor()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'To the replies' }).click()
  await page.getByText(/Reading your latest mail|Nothing waits for you/).waitFor()
  await expectAccessible(page)
})

test('who has several businesses says which one a mailbox is for', async () => {
  const tab = await openTab(browser, product.url, { storageState: await page.context().storageState() })
  await tab.route('**/api/account/me', async (route) => {
    const { data } = await (await route.fetch()).json()
    const second = { ...data.clients[0], id: SECOND, name: 'Nordlicht Studio' }
    await route.fulfill({ json: { success: true, data: { ...data, clients: [...data.clients, second] } } })
  })
  await tab.goto('/portal/mailboxes/')
  await tab.getByText('Connect another mailbox').click()
  await tab.getByLabel('Business').selectOption('Nordlicht Studio')
  await tab.getByLabel('How much earlier mail').selectOption('The last 90 days')
  await tab.getByLabel('Also draft replies to mail that is already there').check()
  await expectAccessible(tab)
  const asked = tab.waitForRequest('**/api/mailboxes/connect')
  await tab.getByRole('button', { name: 'Connect Gmail' }).click()
  expect((await asked).postDataJSON()).toEqual({ client_id: SECOND, window_days: 90, draft_existing: true })
  // Nobody else's business can be connected for.
  const mailboxes = tab.getByRole('region', { name: 'Mailboxes' })
  await mailboxes.getByRole('alert').filter({ hasText: 'There is no such business' }).waitFor()
  await closeTab(tab)
})

test('a mailbox counts what became of its mail, and disconnecting asks once more', async () => {
  await page.getByRole('link', { name: 'Mailboxes and settings' }).click()
  const settings = page.getByRole('region', { name: 'Mailboxes' })
  for (const outcome of ['Answered with a draft', 'Left alone', 'In work', 'Failed']) {
    await settings.getByRole('button', { name: new RegExp(`^\\d+ ${outcome}$`) }).waitFor()
  }
  await settings.getByText(/^Every message .*accounted for: .* 0 missing\.$/).waitFor()
  await expectAccessible(page)

  await settings.getByRole('button', { name: 'Disconnect' }).click()
  await settings.getByText('New mail will no longer be read').waitFor()
  await settings.getByRole('button', { name: 'Cancel' }).click()
  await settings.getByRole('button', { name: 'Disconnect' }).click()
  await settings.getByRole('button', { name: 'Disconnect' }).click()
  await settings.getByText('Disconnected').waitFor()
  expect(page.complaints).toEqual([])
})
