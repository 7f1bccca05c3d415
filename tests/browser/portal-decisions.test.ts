import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { professional } from '../../local/seed/people.ts'
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
  await portal(page).text.waitFor()
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

test('a whole decision is made without a mouse', async () => {
  const { heading, text, approve, decisions } = portal(page)
  const first = await heading.innerText()
  await page.keyboard.press('j')
  await expect.poll(() => heading.innerText()).not.toBe(first)
  const second = await heading.innerText()
  await page.keyboard.press('k')
  await expect.poll(() => heading.innerText()).toBe(first)
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  await expect.poll(() => heading.innerText()).toBe(second)

  await text.waitFor()
  await page.keyboard.press('e')
  expect(await isFocused(text)).toBe(true)
  await page.keyboard.press('Escape')
  expect(await isFocused(heading)).toBe(true)

  // What stands nowhere else is vouched for first: Tab leads there, and back to the yes.
  await page.getByRole('button', { name: /^It is right/ }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => isFocused(approve)).toBe(true)
  await page.keyboard.press('a')
  await decisions.getByText('Approved').waitFor()
  await page.keyboard.press('z')
  await expect.poll(async () => (await product.state()).outbox.undone).toBe(1)
  await expect.poll(() => heading.innerText()).toBe(second)
})

test('the keys are explained by one of them, and Escape closes the explanation', async () => {
  const help = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await page.keyboard.press('?')
  await help.waitFor()
  const before = (await product.state()).drafts
  await page.keyboard.press('a')
  await page.keyboard.press('Escape')
  await help.waitFor({ state: 'hidden' })
  expect((await product.state()).drafts).toEqual(before)
})

test('of two wordings of one reply, the person keeps theirs', async () => {
  const [mine, other] = await sameDraftTwice()
  await save(other, 'Written in the other window.')
  await mine.bringToFront()
  await mine.getByText('This reply was edited elsewhere.').waitFor()
  await portal(mine).text.fill('Written in this window.')
  await mine.getByRole('alert').filter({ hasText: 'two wordings' }).waitFor()
  expect(await portal(mine).approve.isDisabled()).toBe(true)

  // What the page hears between pressing and letting go takes no button away from under the finger:
  // the line about the other edit, above it, is withdrawn only afterwards.
  const keep = mine.getByRole('button', { name: 'Keep mine' })
  await keep.hover()
  await mine.mouse.down()
  await mine.evaluate(`dispatchEvent(new Event('online'))`)
  await mine.mouse.up()
  await mine.getByText('Saved', { exact: true }).waitFor()
  await other.reload()
  await portal(other).text.waitFor()
  expect(await portal(other).text.inputValue()).toBe('Written in this window.')
  await other.close()
})

test('or takes the other one', async () => {
  const [mine, other] = await sameDraftTwice()
  await save(other, 'Better words.')
  await mine.bringToFront()
  await portal(mine).text.fill('Worse words.')
  await mine.getByRole('button', { name: 'Take the other one' }).click()
  await expect.poll(() => portal(mine).text.inputValue()).toBe('Better words.')
  expect(await portal(mine).approve.isEnabled()).toBe(true)
  await other.close()
})

test('an undo pressed while the yes is still on its way is not lost', async () => {
  const { heading, text, approve, decisions } = portal(page)
  const before = (await product.state()).outbox.undone
  const { promise: held, resolve: letGo } = Promise.withResolvers<void>()
  await page.route('**/approve', async (route) => {
    await held
    await route.continue()
  })
  await page.bringToFront()
  await text.fill('Thank you, that suits me.')
  const shown = await heading.innerText()
  await approve.click()
  await decisions.getByRole('button', { name: 'Undo' }).hover()
  await page.mouse.down()
  const answered = page.waitForResponse('**/approve')
  letGo()
  await answered
  // The time left is drawn out of the answer.
  await decisions.getByText(/^Sends in/).waitFor()
  await page.mouse.up()
  await expect.poll(async () => (await product.state()).outbox.undone).toBe(before + 1)
  await page.unroute('**/approve')
  await expect.poll(() => heading.innerText()).toBe(shown)
})

test('a yes is refused when a new mail has come meanwhile, and the person is told why', async () => {
  const from = 'Odile Marchbank <odile@saltmarsh.example>'
  const mail = {
    from,
    to: professional.email,
    subject: 'The sea wall',
    body: 'Dear Marta,\n\nwho repairs it?\n\nOdile',
  }
  const first = await writeTo(product, mail)
  await portal(page).row('Odile Marchbank').click()
  await portal(page).heading.filter({ hasText: 'The sea wall' }).waitFor()
  await portal(page).approve.waitFor()

  // The window does not hear of it: every look at the list finds nothing new.
  await page.route('**/api/drafts?*', (route) => route.fulfill({ status: 304 }))
  const before = (await product.state()).ledger
  const body = 'One more thing: it must be done before winter.\n\nOdile'
  await writeTo(product, { ...mail, body, in_reply_to: await messageId(first) })
  await expect.poll(async () => total((await product.state()).ledger)).toBe(total(before) + 1)
  await settled(product)

  await page.bringToFront()
  await portal(page).approve.click()
  const refusal = portal(page).decisions.getByRole('alert')
  await refusal.waitFor()
  expect(await refusal.innerText()).toContain('Not done: Odile Marchbank')
  expect((await product.state()).outbox.queued).toBe(0)

  await page.unroute('**/api/drafts?*')
  await refusal.getByRole('button', { name: 'Look at it' }).click()
  await portal(page).heading.filter({ hasText: 'The sea wall' }).waitFor()
})

async function sameDraftTwice(): Promise<[Page, Page]> {
  const other = await page.context().newPage()
  await portal(page).text.waitFor()
  await other.goto(page.url())
  await portal(other).text.waitFor()
  return [page, other]
}

async function save(tab: Page, words: string): Promise<void> {
  await portal(tab).text.fill(words)
  await tab.getByText('Saved', { exact: true }).waitFor()
}

/** As the local world's page of the mail says it, to whoever answers there. */
async function messageId(address: string): Promise<string> {
  const link = /in_reply_to=([^&"#]+)/.exec(await (await fetch(`${product.url}${address}`)).text())
  return decodeURIComponent(link?.[1] ?? '')
}

const isFocused = (place: ReturnType<typeof portal>['text']) =>
  place.evaluate((element) => element === document.activeElement)

const total = (tally: Record<string, number>) => Object.values(tally).reduce((sum, count) => sum + count, 0)
