import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { professional } from '../../local/seed/people.ts'
import { expectAccessible } from '../support/accessible.ts'
import { launch, openTab, signInWithCode, type Tab } from '../support/browser.ts'
import { settled } from '../support/portal.ts'
import { type Started, startProduct } from '../support/started.ts'

const WIDE = { viewport: { width: 1280, height: 800 } }
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true }
const FEES = `# First meeting\n\nA first meeting lasts an hour and costs 90 euros.\n\n# Parking\n\nTwo places in the yard.`
const READING = {
  id: '00000000-0000-4000-8000-000000000001',
  client_id: '00000000-0000-4000-8000-000000000002',
  kind: 'file',
  title: 'Handbook.pdf',
  url: '',
  filename: 'Handbook.pdf',
  size_bytes: 2_400_000,
  language: 'en',
  status: 'reading',
  failure: null,
  passages: 0,
  total: 320,
  done: 128,
  embedding_model: '',
  read_at: null,
  created_at: '2026-11-20T08:00:00Z',
  updated_at: '2026-11-20T08:00:00Z',
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

test('the queue leads to a page that says what it is for while nothing is there', async () => {
  await page.goto('/portal/')
  await page.getByRole('link', { name: 'Knowledge' }).click()
  await page.getByText('Nothing yet.').waitFor()
  await expectAccessible(page)
})

test('a text is added, read while one waits, and then says how much of it is searched', async () => {
  await page.getByLabel('Title').fill('Fees')
  await page.getByLabel('Text', { exact: true }).last().fill(FEES)
  await page.getByRole('button', { name: 'Add' }).click()
  await source('Fees').getByText('Ready').waitFor()
  await source('Fees').getByText('2 passages').waitFor()
  expect(await page.getByLabel('Title').inputValue()).toBe('')
  await expectAccessible(page)
})

test('an answer, files and a page are added likewise; what cannot be read says why', async () => {
  await page.getByLabel('Question and answer').check()
  await page.getByLabel('Question', { exact: true }).fill('Do you take dogs?')
  await page.getByLabel('Answer', { exact: true }).fill('Dogs yes, cats no.')
  await page.getByRole('button', { name: 'Add' }).press('Enter')
  await source('Do you take dogs?').getByText('Ready').waitFor()

  await page.getByLabel('File', { exact: true }).check()
  await page.getByLabel('Files').setInputFiles([
    { name: 'hours.md', mimeType: 'text/markdown', buffer: Buffer.from('# Hours\n\nWe open at nine.') },
    { name: 'noise.txt', mimeType: 'text/plain', buffer: Buffer.from([0, 1, 2, 3, 0]) },
  ])
  await page.getByRole('button', { name: 'Add' }).click()
  await source('hours.md').getByText('Ready').waitFor()
  await source('noise.txt').getByText('It is not a text.').waitFor()

  await page.getByLabel('Web page').check()
  await page.getByLabel('Address of the page').fill('http://169.254.169.254/secrets')
  await page.getByRole('button', { name: 'Add' }).click()
  await source('169.254').getByText('The page cannot be reached').waitFor()
  await expectAccessible(page)
})

test('of several files those that were taken are not sent again, and the one that was not is named', async () => {
  const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })
  await page.getByLabel('File', { exact: true }).check()
  await page.getByLabel('Files').setInputFiles([file('one.txt', 'The first.'), file('two.txt', '')])
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByText('two.txt: This file is empty').waitFor()
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByText('two.txt: This file is empty').waitFor()
  await page.reload()
  await source('one.txt').getByText('Ready').waitFor()
  expect(await source('one.txt').count()).toBe(1)
  expect(page.complaints.splice(0)).toEqual([expect.stringContaining('422'), expect.stringContaining('422')])
})

test('what was typed is there again for who has looked at another way to add', async () => {
  await page.getByLabel('Text', { exact: true }).first().check()
  await page.getByLabel('Text', { exact: true }).last().fill('A long text, pasted.')
  await page.getByLabel('Web page').check()
  await page.getByLabel('Text', { exact: true }).first().check()
  expect(await page.getByLabel('Text', { exact: true }).last().inputValue()).toBe('A long text, pasted.')
})

test('sent mail becomes knowledge where somebody asks for it', async () => {
  await page.getByLabel('Sent mail').check()
  await page.getByLabel('Mailbox').selectOption(professional.email)
  await page.getByRole('button', { name: 'Add' }).click()
  await source(professional.email)
    .getByText(/Ready|Could not be read/)
    .waitFor()
  await expectAccessible(page)

  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByText('The sent mail of this mailbox is a source already').waitFor()
})

test('a file that is too large is not even sent', async () => {
  await page.getByLabel('File', { exact: true }).check()
  await page
    .getByLabel('Files')
    .setInputFiles([{ name: 'big.txt', mimeType: 'text/plain', buffer: Buffer.alloc(3_000_001) }])
  await page.getByRole('button', { name: 'Add' }).click()
  const complaint = await page.getByLabel('Files').evaluate((input: HTMLInputElement) => input.validationMessage)
  expect(complaint).toBe('A file can have at most 3 MB')
})

test('a question finds the passage, and the passage opens in its source', async () => {
  await page.getByRole('searchbox').fill('What does a first meeting cost?')
  await page.getByRole('searchbox').press('Enter')
  const first = page.getByRole('region', { name: 'Search what we know' }).getByRole('listitem').first()
  expect(await first.innerText()).toContain('A first meeting lasts an hour and costs 90 euros.')
  await expectAccessible(page)

  await first.getByRole('button', { name: 'Fees' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Fees' })
  await dialog.getByText('Two places in the yard.').waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
})

test('a citation opens the very passage', async () => {
  const answer = await page.request.get('/api/knowledge/sources')
  const { data } = (await answer.json()) as { data: { items: { id: string; title: string }[] } }
  const fees = data.items.find(({ title }) => title === 'Fees')?.id
  await page.goto(`/portal/knowledge/?source=${fees}&position=2`)
  const marked = page.getByRole('dialog', { name: 'Fees' }).locator('[aria-current]')
  expect(await marked.innerText()).toBe('Parking\n\nTwo places in the yard.')
  await page.keyboard.press('Escape')
})

test('with the keyboard a source is renamed, read again, kept after all, and deleted', async () => {
  await source('hours.md').getByRole('button', { name: 'Rename' }).press('Enter')
  await page.keyboard.type('Opening hours')
  await page.keyboard.press('Enter')
  await source('Opening hours').getByRole('button', { name: 'Rename' }).waitFor()

  await source('Opening hours').getByRole('button', { name: 'Read again' }).press('Enter')
  await source('Opening hours').getByText('Ready').waitFor()

  await source('Opening hours').getByRole('button', { name: 'Delete' }).press('Enter')
  await source('Opening hours').getByText('for good').waitFor()
  await source('Opening hours').getByRole('button', { name: 'Cancel' }).press('Enter')
  await source('Opening hours').getByRole('button', { name: 'Delete' }).press('Enter')
  await page.keyboard.press('Enter')
  await source('Opening hours').waitFor({ state: 'detached' })
  await page.reload()
  await source('Fees').waitFor()
  expect(await source('Opening hours').count()).toBe(0)
})

test('how far a long one has been read is shown, and what fails is offered again', async () => {
  const tab = await openTab(browser, product.url, { ...signedIn, ...WIDE })
  let fails = true
  await tab.route('**/api/knowledge/sources?*', (route) =>
    fails
      ? route.fulfill({ status: 503, json: { success: false, error: 'Busy', code: 'unavailable' } })
      : route.fulfill({ json: { success: true, data: { items: [READING], next: null } } }),
  )
  await tab.goto('/portal/knowledge/')
  await tab.getByRole('button', { name: 'Try again' }).waitFor()
  await expectAccessible(tab)
  fails = false
  await tab.getByRole('button', { name: 'Try again' }).click()
  await tab.getByText('128 of 320 passages').waitFor()
  expect(await tab.getByRole('progressbar').getAttribute('value')).toBe('128')
  await expectAccessible(tab)
  await tab.context().setOffline(true)
  await tab.getByText('You are offline.').waitFor()
  await tab.context().close()
})

test('where meaning cannot be asked the page says so, and which sources are found by their words alone', async () => {
  const tab = await openTab(browser, product.url, { ...signedIn, ...WIDE })
  const plain = { ...READING, status: 'ready', total: null, passages: 320, title: 'Plain', embedding_model: '' }
  await tab.route('**/api/knowledge/sources?*', (route) =>
    route.fulfill({ json: { success: true, data: { items: [plain], next: null } } }),
  )
  await tab.route('**/api/knowledge/search', (route) =>
    route.fulfill({ json: { success: true, data: { mode: 'lexical', items: [] } } }),
  )
  await tab.goto('/portal/knowledge/')
  await tab.getByText('found by its words alone').waitFor()
  await tab.getByRole('searchbox').fill('Where is the lift?')
  await tab.getByRole('searchbox').press('Enter')
  await tab.getByText('Nothing here answers that.').waitFor()
  await tab.getByText('the meaning cannot be asked just now').waitFor()
  await expectAccessible(tab)
  await tab.context().close()
})

test('on a phone, in Arabic and in the dark, all of it is there', async () => {
  const tab = await openTab(browser, product.url, { ...signedIn, ...PHONE, colorScheme: 'dark' })
  await tab.goto('/portal/knowledge/')
  await tab.evaluate(() => localStorage.setItem('language', 'ar'))
  await tab.reload()
  await tab.getByRole('heading', { name: 'المعرفة' }).waitFor()
  await tab.getByText('Fees').waitFor()
  await expectAccessible(tab)
  await tab.getByRole('button', { name: 'فتح' }).first().click()
  await tab.getByRole('dialog').waitFor()
  await expectAccessible(tab)
  expect(tab.complaints).toEqual([])
  await tab.context().close()
})

test('nothing was complained about but the mailbox that was a source already', () => {
  expect(page.complaints).toEqual([expect.stringContaining('409')])
})

const source = (title: string) => page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: title }) })
