import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { professional } from '../../local/seed/people.ts'
import { expectAccessible } from '../support/accessible.ts'
import { closeTab, launch, openTab, signInWithCode, type Tab } from '../support/browser.ts'
import { portal, settled, writeTo } from '../support/portal.ts'
import { type Started, startProduct } from '../support/started.ts'

const WIDE = { viewport: { width: 1280, height: 800 } }
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true }

const FAILED = {
  message_id: '00000000-0000-4000-8000-000000000001',
  thread_id: '00000000-0000-4000-8000-000000000002',
  draft_id: null,
  from_name: 'Petra Quill',
  from_address: 'petra@quillandco.example',
  subject: 'In the dark',
  received_at: '2026-11-20T08:00:00Z',
  outcome: 'failed',
  reason: null,
  detail: 'The model is overloaded',
  newest: true,
  attempts: 8,
  next_try_at: null,
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

test('the page says that every message is accounted for, in the numbers of the ledger', async () => {
  await page.goto('/portal/')
  await page.getByRole('link', { name: 'Mailboxes and settings' }).click()
  const { drafted, skipped } = (await product.state()).ledger
  const claim = `Every message is accounted for: ${drafted} answered with a draft, ${skipped} left alone, 0 in work, 0 failed, 0 missing.`
  await card().getByText(claim).waitFor()
  await expectAccessible(page)
})

test('a count opens its list, with the reason of each message in words', async () => {
  await filter('Left alone').click()
  await line('Kanzleiblatt 11/2026').getByText('Newsletter').waitFor()
  await expectAccessible(page)

  await page.getByLabel('Reason').selectOption({ label: 'calendar (2)' })
  await line('Invitation: Audit planning').waitFor()
  await line('Kanzleiblatt 11/2026').waitFor({ state: 'detached' })
  await page.getByLabel('Reason').selectOption('All reasons')
  await page.getByRole('button', { name: 'Show more' }).click()
  await line('Fading receipts').first().waitFor()
})

test('from the list the conversation opens, and closes again where one was', async () => {
  const open = line('Kanzleiblatt 11/2026').getByRole('button', { name: 'Conversation' })
  await open.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Kanzleiblatt 11/2026' })
  await dialog.getByRole('article').first().waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  expect(await open.evaluate((button) => button === document.activeElement)).toBe(true)
})

test('what was left alone is drafted when a person asks for it', async () => {
  await writeTo(product, {
    from: 'Petra Quill <petra@quillandco.example>',
    to: professional.email,
    subject: 'For your information',
    body: 'Dear Marta,\n\nthe fence has been painted. No need to reply.\n\nPetra',
  })
  const told = line('For your information')
  await told.getByText('3 % sure that a reply is expected; you have one drafted from 50 %.').waitFor()
  await told.getByRole('button', { name: 'Draft anyway' }).click()
  await told.waitFor({ state: 'detached' })
  await filter('Answered with a draft').click()
  await line('For your information').getByRole('link', { name: 'Reply' }).click()
  await portal(page).text.waitFor()
  await page.goBack()
})

test('what failed is tried again with one click; when that fails, the list says so and keeps it', async () => {
  const tab = await openTab(browser, product.url, { ...WIDE, ...signedIn })
  await changeHealth(tab, { ledger: { drafted: 0, skipped: 0, waiting: 0, failed: 1 } })
  await tab.route('**/ledger?*', (route) =>
    route.fulfill({ json: { success: true, data: { items: [FAILED], next: null } } }),
  )
  await tab.goto('/portal/mailboxes/')
  await tab.getByRole('button', { name: '1 Failed' }).click()
  await tab.getByText('The model is overloaded. Tried 8 times.').waitFor()
  await tab.route('**/retry', (route) => route.abort())
  await tab.getByRole('button', { name: 'Try again' }).click()
  await tab.getByRole('alert').filter({ hasText: 'There is no connection' }).waitFor()
  await expectAccessible(tab)

  const { promise: held, resolve: answer } = Promise.withResolvers<void>()
  await tab.unroute('**/retry')
  await tab.route('**/retry', async (route) => {
    await held
    await route.fulfill({ json: { success: true, data: {} } })
  })
  await tab.getByRole('button', { name: 'Try again' }).click()
  await tab.getByRole('list', { name: 'Failed' }).getByText('Being tried again').waitFor()
  answer()
  await closeTab(tab)
})

test('what waits for the budget says so, in its line and in the account, and not that it will be tried again', async () => {
  const tab = await openTab(browser, product.url, { ...WIDE, ...signedIn })
  await changeHealth(tab, { ledger: { drafted: 0, skipped: 0, waiting: 2, failed: 0 }, held: 2 })
  const held = { ...FAILED, outcome: 'waiting', detail: '', attempts: 1, held_by: 'budget' }
  await tab.route('**/ledger?*', (route) =>
    route.fulfill({ json: { success: true, data: { items: [held], next: null } } }),
  )
  await tab.goto('/portal/mailboxes/')
  await tab.getByText("2 messages wait because this month's budget for the assistant is used up").waitFor()
  await tab.getByRole('button', { name: '2 In work' }).click()
  await tab.getByText('It goes on when the month turns or the budget is raised.', { exact: false }).waitFor()
  expect(await tab.getByText('Tried once').count()).toBe(0)
  await expectAccessible(tab)

  await tab.route('**/api/mailboxes', async (route) => {
    const { success, data } = await (await route.fetch()).json()
    const items = data.items.map((mailbox: object) => ({ ...mailbox, held: true }))
    await route.fulfill({ json: { success, data: { items, next: null } } })
  })
  await tab.goto('/portal/')
  await tab.getByText('budget for the assistant is used up: new mail waits').waitFor()
  await expectAccessible(tab)
  await tab.getByRole('link', { name: 'Budget' }).click()

  await tab.getByLabel('Language').selectOption({ label: 'العربية' })
  await tab.getByText('رسالتان تنتظران').waitFor()
  await tab.getByRole('button', { name: /قيد العمل$/ }).click()
  await tab.getByText('تنتظر: نفدت ميزانية المساعد', { exact: false }).waitFor()
  await closeTab(tab)
})

test('gaps are shown as such, and how far earlier mail has been read', async () => {
  const tab = await openTab(browser, product.url, { ...PHONE, ...signedIn })
  const gap = {
    missed_from: '2026-11-01T08:00:00Z',
    missed_until: '2026-11-02T09:00:00Z',
    noticed_at: '2026-11-03T02:00:00Z',
  }
  await changeHealth(tab, {
    gaps: [
      { ...gap, reason: 'history_expired', missing: null, closed_at: null },
      { ...gap, reason: 'missed', missing: 2, closed_at: '2026-11-03T03:00:00Z' },
    ],
    backfill: {
      since: '2026-10-01T00:00:00Z',
      found: 200,
      stored: 120,
      percent: 45,
      draft_existing: false,
      finished_at: null,
    },
  })
  await tab.goto('/portal/mailboxes/')
  await tab.getByText('Mail may be missing').waitFor()
  await tab.getByText('Gmail no longer told what had happened. Everything in it is being read again.').waitFor()
  await tab.getByText('2 messages were missing, and have been read.').waitFor()
  await tab.getByText('back to October 1, 2026: 120 messages so far').waitFor()
  expect(await tab.getByRole('progressbar', { name: 'Earlier mail' }).getAttribute('value')).toBe('45')
  await tab.getByText(/^Every message read so far is accounted for/).waitFor()
  await expectAccessible(tab)
  await closeTab(tab)
})

test('a message that is missing is not hidden in the sum', async () => {
  const tab = await openTab(browser, product.url, { ...WIDE, ...signedIn })
  await changeHealth(tab, { missing: 3 })
  await tab.goto('/portal/mailboxes/')
  await tab.getByText(/^Not every message is accounted for: .* 3 missing\.$/).waitFor()
  await closeTab(tab)
})

test('a business sets how long a yes can be taken back, and how drafts close', async () => {
  const tab = await openTab(browser, product.url, { ...PHONE, ...signedIn })
  await tab.goto('/portal/mailboxes/')
  const business = tab.getByRole('region', { name: professional.business })
  await business.getByLabel('Time to take an approval back').selectOption('30 seconds')
  await business.getByText('Saved').waitFor()
  await business.getByLabel('How drafts close').fill('Warm regards,\nMarta Lind')
  await business.getByLabel('When you can be met or reached').fill('Mon to Thu 9:00 to 17:00')
  await business.getByLabel('Time zone').selectOption('Europe/Vienna')
  await business.getByRole('button', { name: 'Save' }).click()
  await expectAccessible(tab)

  await tab.reload()
  await expect.poll(() => business.getByLabel('How drafts close').inputValue()).toBe('Warm regards,\nMarta Lind')
  expect(await business.getByLabel('When you can be met or reached').inputValue()).toBe('Mon to Thu 9:00 to 17:00')
  expect(await business.getByLabel('Time zone').inputValue()).toBe('Europe/Vienna')
  expect(await business.getByLabel('Time to take an approval back').inputValue()).toBe('30')
  await business.getByLabel('When a reply is drafted').selectOption('Draft less: from 70 %')
  await business.getByText('Saved').waitFor()
  await tab.route('**/clients/*', (route) => route.abort())
  await business.getByLabel('Time to take an approval back').selectOption('None: replies leave at once')
  await business.getByText('There is no connection').waitFor()
  expect(await business.getByLabel('Time to take an approval back').inputValue()).toBe('30')
  await tab.unroute('**/clients/*')
  await tab.reload()
  await expect.poll(() => business.getByLabel('When a reply is drafted').inputValue()).toBe('70')
  await business.getByLabel('When a reply is drafted').selectOption('Balanced: from 50 %')
  await business.getByText('Saved').waitFor()
  await closeTab(tab)
})

test('changes are tried on sent replies only where their owner says so, having read what that means', async () => {
  const tab = await openTab(browser, product.url, { ...WIDE, ...signedIn })
  await tab.goto('/portal/mailboxes/')
  const choice = tab.getByRole('checkbox', { name: 'Try changes of the assistant on replies I have sent' })
  await expect.poll(() => choice.isChecked()).toBe(false)
  await tab.getByText('We keep figures only.').waitFor()
  await choice.check()
  await tab.getByText('Saved').first().waitFor()
  await tab.reload()
  await expect.poll(() => choice.isChecked()).toBe(true)
  await tab.route('**/clients/*', (route) => route.abort())
  await choice.click()
  await tab.getByText('There is no connection').first().waitFor()
  // What has not been saved is not shown.
  await expect.poll(() => choice.isChecked()).toBe(true)
  await tab.unroute('**/clients/*')
  await choice.uncheck()
  await tab.getByText('Saved').first().waitFor()
  await closeTab(tab)
})

test('an owner sees what the month has cost and caps it; what the plan does not allow is refused before it is sent', async () => {
  const tab = await openTab(browser, product.url, { ...PHONE, ...signedIn })
  await tab.goto('/portal/mailboxes/')
  const budget = tab.getByRole('group', { name: 'What the assistant costs this month' })
  await tab.route('**/budget', (route) => route.fulfill({ status: 503, body: '' }))
  await tab.reload()
  await budget.getByRole('button', { name: 'Try again' }).waitFor()
  await expectAccessible(tab)
  await tab.unroute('**/budget')
  await budget.getByRole('button', { name: 'Try again' }).click()
  await budget.getByText(/^\$\d\.\d\d of \$10\.00 used; \$\d\.\d\d left\.$/).waitFor()
  await budget.getByText('From $8.00 on the cheapest model writes.').waitFor()
  const most = budget.getByLabel('At most, in dollars a month')
  for (const wrong of ['10.01', '-1', '0.001']) {
    await most.fill(wrong)
    await budget.getByRole('button', { name: 'Set the limit' }).click()
    await budget.getByText('between 0 and $10.00').waitFor()
    await most.fill('')
  }
  await most.fill('0.01')
  await budget.getByRole('button', { name: 'Set the limit' }).click()
  await budget.getByText('Nothing is drafted now').waitFor()
  await expectAccessible(tab)
  await tab.reload()
  await expect.poll(() => most.inputValue()).toBe('0.01')
  await most.fill('')
  await most.press('Enter')
  await budget.getByText('of $10.00 used').waitFor()
  await closeTab(tab)
})

test('what was there before connecting is drafted only when asked for, and asked once more', async () => {
  const tab = await openTab(browser, product.url, { ...WIDE, ...signedIn })
  await changeHealth(tab, {
    reasons: { before_connecting: 12, newsletter: 2 },
    senders: [
      { address: professional.email, name: '', is_default: true },
      { address: 'office@harbourvale.example', name: '', is_default: false },
    ],
  })
  await tab.goto('/portal/mailboxes/')
  await tab.getByText('Can write as').filter({ hasText: 'office@harbourvale.example' }).waitFor()
  await tab.getByRole('button', { name: 'Draft replies to earlier mail' }).click()
  await tab.getByText('Nothing is sent.').waitFor()
  const asked = tab.waitForRequest('**/draft-existing')
  await tab.getByRole('button', { name: 'Draft replies to earlier mail' }).click()
  expect((await asked).method()).toBe('POST')
  await tab.getByText('Earlier mail is being looked at').first().waitFor()
  await expectAccessible(tab)
  await closeTab(tab)
})

test('reading is paused and resumed by keyboard, and the replies stay within reach', async () => {
  await page.goto('/portal/mailboxes/')
  await page.getByRole('button', { name: 'Pause reading' }).press('Enter')
  await card().getByText('Paused', { exact: true }).waitFor()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'To the replies' }).click()
  await page
    .getByRole('status')
    .filter({ hasText: `Reading ${professional.email} is paused` })
    .waitFor()
  await portal(page).text.waitFor()
  await page.getByRole('link', { name: 'Mailboxes', exact: true }).click()
  await page.getByRole('button', { name: 'Resume reading' }).press('Enter')
  await card().getByText('Connected', { exact: true }).waitFor()
})

test('offline, the page opens with what it is, and says so', async () => {
  const tab = await openTab(browser, product.url, { ...WIDE, ...signedIn })
  const heading = tab.getByRole('heading', { name: professional.email })
  await tab.goto('/portal/mailboxes/')
  await heading.waitFor()
  await tab.evaluate(async () => (await navigator.serviceWorker.ready).active?.state)
  await tab.context().setOffline(true)
  await tab.reload()
  await tab.getByRole('status').filter({ hasText: 'You are offline' }).waitFor()
  await tab.getByRole('button', { name: 'Try again' }).waitFor()
  await expectAccessible(tab)

  await tab.context().setOffline(false)
  await heading.waitFor()
  expect(await tab.getByText('You are offline').count()).toBe(0)
  await closeTab(tab)
})

test.each<[string, BrowserContextOptions]>([
  ['on a phone in the dark', { ...PHONE, colorScheme: 'dark' }],
  ['on a wide screen', WIDE],
])('%s, who reads Arabic finds the ledger from right to left', async (_, options) => {
  const tab = await openTab(browser, product.url, { ...options, ...signedIn })
  await tab.goto('/portal/mailboxes/')
  await tab.getByLabel('Language').selectOption({ label: 'العربية' })
  await tab.getByText(/^كل رسالة محسوبة/).waitFor()
  await tab.getByRole('button', { name: /تُركت$/ }).click()
  await tab.getByRole('list', { name: 'تُركت' }).getByRole('listitem').first().waitFor()
  expect(await tab.evaluate(() => document.documentElement.dir)).toBe('rtl')
  await expectAccessible(tab)
  expect(tab.complaints).toEqual([])
  await closeTab(tab)
})

test('after the last mailbox is disconnected, what waits can still be read, and why it cannot be sent', async () => {
  await page.goto('/portal/mailboxes/')
  await page.getByRole('button', { name: 'Disconnect' }).click()
  await card().getByRole('button', { name: 'Disconnect' }).click()
  await card().getByText('Disconnected', { exact: true }).waitFor()

  await page.getByRole('link', { name: 'To the replies' }).click()
  await page.getByRole('status').filter({ hasText: 'replies that wait cannot be sent' }).waitFor()
  await portal(page).text.waitFor()
  expect(await portal(page).row('').count()).toBeGreaterThan(5)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Reconnect' }).click()
  await card().getByRole('button', { name: 'Reconnect' }).waitFor()
  expect(page.complaints).toEqual([])
})

const card = () => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: professional.email }) })
const filter = (outcome: string) => page.getByRole('button', { name: new RegExp(`^\\d+ ${outcome}$`) })
const line = (subject: string) => card().getByRole('listitem').filter({ hasText: subject })

/** As if the world had come to this: what the door says about the mailbox, changed on the way. */
async function changeHealth(tab: Tab, change: object): Promise<void> {
  await tab.route('**/health', async (route) => {
    const { data } = await (await route.fetch()).json()
    await route.fulfill({ json: { success: true, data: { ...data, ...change } } })
  })
}
