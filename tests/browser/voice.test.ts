import type { Browser, BrowserContextOptions } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { professional } from '../../local/seed/people.ts'
import { expectAccessible } from '../support/accessible.ts'
import { closeTab, launch, openTab, signInWithCode, type Tab } from '../support/browser.ts'
import { settled } from '../support/portal.ts'
import { type Started, startProduct } from '../support/started.ts'

const WIDE = { viewport: { width: 1280, height: 800 } }
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true }
const VOICE = {
  id: '00000000-0000-4000-8000-000000000001',
  client_id: '00000000-0000-4000-8000-000000000002',
  recipient: '',
  language: 'de',
  greeting: 'Sehr geehrte Frau [name],',
  sign_off: 'Mit freundlichen Grüßen',
  words: 64,
  formality: 'formal',
  phrases: ['komme ich gern auf Sie zu', 'melden Sie sich jederzeit bei mir'],
  letters: 37,
  edited_by_person: false,
  created_at: '2026-11-20T08:00:00Z',
  updated_at: '2026-11-20T08:00:00Z',
}
const LEARNT = {
  id: '00000000-0000-4000-8000-000000000003',
  client_id: VOICE.client_id,
  scope: 'contact',
  scope_value: 'ben@sorrel.example',
  body: 'In German: close with “Viele Grüße”.',
  origin: 'edit',
  lesson: 'sign_off',
  language: 'de',
  draft_id: '00000000-0000-4000-8000-000000000004',
  created_at: VOICE.created_at,
  updated_at: VOICE.created_at,
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

const memory = (text: string) => page.getByRole('listitem').filter({ hasText: text })

/** With a voice and a memory the seeded mailbox is too small to have. */
async function told(tab: Tab, voices: unknown[] = [VOICE], memories: unknown[] = [LEARNT]): Promise<void> {
  await tab.route('**/api/knowledge/voice?*', (route) =>
    route.fulfill({ json: { success: true, data: { items: voices } } }),
  )
  await tab.route('**/api/knowledge/memories?*', (route) =>
    route.fulfill({ json: { success: true, data: { items: memories } } }),
  )
}

test('the queue leads to a page that says what it is for while nothing is kept in mind', async () => {
  await page.goto('/portal/')
  await page.getByRole('link', { name: 'Voice and memory' }).click()
  await page.getByRole('heading', { name: 'Voice and memory' }).waitFor()
  await page.getByText('Nothing yet. Change a reply').waitFor()
  await expectAccessible(page)
})

test('a sentence is added for a topic, changed, moved to everybody, forgotten, and taken back', async () => {
  await page.getByRole('button', { name: 'Add a sentence' }).press('Enter')
  await page.getByLabel('How should replies be written?').fill('Be brief on fences.')
  await page.getByRole('combobox', { name: /^For\b/ }).selectOption('One topic')
  await page.getByLabel('Words that stand in the mail').fill('garden fence')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Save' }).click()
  await memory('Be brief on fences.').getByText('garden fence').waitFor()

  await memory('Be brief on fences.').getByRole('button', { name: 'Change' }).press('Enter')
  await page.getByLabel('How should replies be written?').fill('Be brief.')
  await page.getByRole('combobox', { name: /^For\b/ }).selectOption('Everybody')
  await page.getByRole('button', { name: 'Save' }).click()
  await memory('Be brief.').getByText('Everybody').waitFor()
  await page.reload()
  await memory('Be brief.').getByText('Said by you').waitFor()

  await memory('Be brief.').getByRole('button', { name: 'Forget' }).press('Enter')
  await page.getByRole('button', { name: 'Undo' }).press('Enter')
  await memory('Be brief.').getByRole('button', { name: 'Forget' }).click()
  await page.getByRole('button', { name: 'Undo' }).waitFor()
  await expectAccessible(page)
  await page.reload()
  await page.getByText('Nothing yet. Change a reply').waitFor()
})

test('an address that is none is said so, and nothing is lost', async () => {
  await page.getByRole('button', { name: 'Add a sentence' }).click()
  await page.getByLabel('How should replies be written?').fill('Be kind.')
  await page.getByRole('combobox', { name: /^For\b/ }).selectOption('One contact')
  await page.getByLabel('Address', { exact: true }).fill('ben')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByRole('alert').filter({ hasText: /\S/ }).waitFor()
  expect(await page.getByLabel('How should replies be written?').inputValue()).toBe('Be kind.')
  await page.getByRole('button', { name: 'Cancel' }).click()
})

test('how one writes is measured when one asks, and is theirs once they have changed it', async () => {
  await page.getByRole('button', { name: 'Measure again' }).click()
  await page.getByText('Measured again').waitFor({ state: 'attached' })

  const tab = await openTab(browser, product.url, { ...signedIn, ...WIDE })
  await told(tab)
  let saved: unknown
  await tab.route('**/api/knowledge/voice/*', (route) => {
    saved = route.request().postDataJSON()
    return route.fulfill({
      json: { success: true, data: { ...VOICE, greeting: 'Hallo [name],', edited_by_person: true } },
    })
  })
  await tab.goto('/portal/voice/')
  await tab.getByText('Measured in 37 letters').waitFor()
  await tab.getByText('Learnt from your edit').waitFor()
  await expectAccessible(tab)
  await tab.getByRole('region', { name: 'How you write' }).getByRole('button', { name: 'Change' }).press('Enter')
  await expectAccessible(tab)
  await tab.getByLabel('Greeting').fill('Hallo [name],')
  await tab.keyboard.press('Enter')
  await tab.getByText('As you have said').waitFor()
  expect(saved).toMatchObject({ greeting: 'Hallo [name],', words: 64, formality: 'formal', phrases: VOICE.phrases })
  expect(tab.complaints).toEqual([])
  await closeTab(tab)
})

test('what cannot be read is offered again', async () => {
  const tab = await openTab(browser, product.url, { ...signedIn, ...WIDE })
  await tab.route('**/api/knowledge/{voice,memories}?*', (route) =>
    route.fulfill({ status: 503, json: { success: false, error: 'Busy', code: 'unavailable' } }),
  )
  await tab.goto('/portal/voice/')
  await tab.getByRole('button', { name: 'Try again' }).first().waitFor()
  expect(await tab.getByRole('button', { name: 'Try again' }).count()).toBe(2)
  await expectAccessible(tab)
  await tab.unroute('**/api/knowledge/{voice,memories}?*')

  await tab.context().setOffline(true)
  await tab.getByText('You are offline.').waitFor()
  await tab.getByRole('button', { name: 'Try again' }).first().click()
  await tab.getByText('There is no connection.').waitFor()
  await tab.context().setOffline(false)
  await tab.getByText('There is no connection.').waitFor({ state: 'detached' })
  await expect.poll(() => tab.getByRole('button', { name: 'Try again' }).count()).toBe(0)
  await closeTab(tab)
})

test('on a phone, in Arabic and in the dark, all of it is there', async () => {
  const tab = await openTab(browser, product.url, { ...signedIn, ...PHONE, colorScheme: 'dark' })
  await told(tab)
  await tab.goto('/portal/voice/')
  await tab.evaluate(() => localStorage.setItem('language', 'ar'))
  await tab.reload()
  await tab.getByRole('heading', { name: 'الأسلوب والذاكرة' }).waitFor()
  await tab.getByText('تعلّمته من تعديلك').waitFor()
  await expectAccessible(tab)
  await tab.getByRole('button', { name: 'تغيير' }).last().click()
  await expectAccessible(tab)
  expect(tab.complaints).toEqual([])
  await closeTab(tab)
})

test('nothing was complained about but the address that was none', () => {
  expect(page.complaints).toEqual([expect.stringContaining('422')])
})
