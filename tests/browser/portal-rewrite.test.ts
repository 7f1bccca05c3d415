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
  page = await openTab(browser, product.url, { viewport: { width: 1280, height: 900 } })
  await writeTo(product, {
    from: 'Nora Fenwick <nora@brackenmillcycles.example>',
    to: professional.email,
    subject: 'The window display',
    body: 'Dear Marta,\n\nwhat does a first consultation cost?\n\nNora',
  })
  await settled(product)
  await signInWithCode(page, professional.email)
  await portal(page).row('The window display').click()
  await portal(page).heading.filter({ hasText: 'The window display' }).waitFor()
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

const asked = () => page.getByRole('form', { name: 'The assistant did not know' })

test('while the text is being saved, an answer that is being typed stays where it is', async () => {
  const before = await portal(page).text.inputValue()
  await page.getByText('Write it differently').click()
  await page.getByRole('textbox', { name: 'Say what to change' }).fill('Propose Tuesday')
  await portal(page).text.fill(`${before}\n\nPS`)
  await asked().getByRole('textbox').pressSequentially('Yes, ')
  await page.getByText('Saved', { exact: true }).waitFor()
  expect(await asked().getByRole('textbox').inputValue()).toBe('Yes, ')
  expect(
    await asked()
      .getByRole('textbox')
      .evaluate((field) => field === document.activeElement),
  ).toBe(true)
  expect(await page.getByRole('textbox', { name: 'Say what to change' }).inputValue()).toBe('Propose Tuesday')

  await portal(page).text.fill(before)
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.getByText('Write it differently').click()
})

test('an answer completes the reply, and stays known for the next one', async () => {
  await asked().getByRole('textbox').fill('A first consultation costs 150 EUR.')
  await asked().getByLabel('Remember it for other replies').check()
  await expectAccessible(page)
  await asked().getByRole('button', { name: 'Complete the reply' }).click()
  await expect.poll(() => portal(page).text.inputValue()).toContain('150 EUR')
  await asked().waitFor({ state: 'detached' })
  await page.getByText('What it says, and where from').click()
  await page.locator('.rests li').filter({ hasText: '150 EUR' }).getByText('You said so').waitFor()

  await page.goto('/portal/knowledge/')
  await page.getByText('what does a first consultation cost', { exact: false }).first().waitFor()
  await page.goBack()
})

test('it is written differently when told so, and the words before can be taken back', async () => {
  const before = await portal(page).text.inputValue()
  await page.getByText('Write it differently').click()
  await page.getByRole('button', { name: 'Shorter' }).click()
  await expect.poll(async () => (await portal(page).text.inputValue()).length).toBeLessThan(before.length)
  expect(await portal(page).approve.isEnabled()).toBe(true)

  await page.getByText(/other wording/).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Take this one' }).first().click()
  await expect.poll(() => portal(page).text.inputValue()).toBe(before)
})

test('a model that writes nothing usable is told of, and the text stays as it was', async () => {
  const before = await portal(page).text.inputValue()
  await page.route('**/rewrite', (route) =>
    route.fulfill({
      status: 502,
      json: {
        success: false,
        error: 'The model did not write anything usable',
        code: 'upstream_failed',
        requestId: '1',
      },
    }),
  )
  await page.getByText('Write it differently').click()
  await page.getByRole('button', { name: 'Warmer' }).click()
  await page.getByText('The model did not write anything usable').waitFor()
  expect(await portal(page).text.inputValue()).toBe(before)
  await page.unroute('**/rewrite')
  page.complaints.splice(0)
})

test('a long reply is seen whole, and nothing stands over it', async () => {
  await portal(page).text.fill(`${await portal(page).text.inputValue()}\n\n${'One more line.\n'.repeat(60)}`)
  await page.getByText('Saved', { exact: true }).waitFor()
  expect(
    await portal(page).text.evaluate((text: HTMLTextAreaElement) => text.scrollHeight - text.clientHeight),
  ).toBeLessThanOrEqual(2)
  await page.reload()
  await portal(page).text.waitFor()
})

test('what is typed while it is being written is not lost', async () => {
  await page.route('**/rewrite', async (route) => {
    await portal(page).text.evaluate((text: HTMLTextAreaElement) => {
      text.value = 'My own words.'
      text.dispatchEvent(new Event('input'))
    })
    await route.continue()
  })
  await page.getByText('Write it differently').click()
  await page.getByRole('textbox', { name: 'Say what to change' }).fill('Propose Tuesday')
  await page.getByRole('button', { name: 'Rewrite' }).click()
  await page.getByText('Saved', { exact: true }).waitFor()
  expect(await portal(page).text.inputValue()).toBe('My own words.')
  await page.unroute('**/rewrite')
  expect(page.complaints).toEqual([])
})

test('while other words are being written nobody says yes to them unread, and who asked is not lost on the page', async () => {
  const { promise: answered, resolve: answer } = Promise.withResolvers<void>()
  await page.route('**/rewrite', async (route) => {
    await answered
    await route.continue()
  })
  await page.getByText('Write it differently').click()
  await page.getByRole('textbox', { name: 'Say what to change' }).fill('Make it shorter')
  await page.keyboard.press('Enter')
  await page.locator('.save-state').filter({ hasText: 'Writing' }).waitFor()
  expect(await portal(page).approve.isDisabled()).toBe(true)
  await page.keyboard.press('Control+Enter')

  answer()
  await expect.poll(() => portal(page).approve.isEnabled()).toBe(true)
  expect(await portal(page).decisions.getByRole('button', { name: 'Undo' }).count()).toBe(0)
  expect(await portal(page).heading.evaluate((heading) => heading === document.activeElement)).toBe(true)
  await page.unroute('**/rewrite')
})

test('what was remembered answers the next mail, and is opened where it stands', async () => {
  await writeTo(product, {
    from: 'Tom Calder <tom@brackenmillcycles.example>',
    to: professional.email,
    subject: 'The first meeting',
    body: 'Dear Marta,\n\nwhat does a first consultation cost?\n\nTom',
  })
  await settled(product)
  await page.goto('/portal/')
  await portal(page).row('The first meeting').click()
  await portal(page).heading.filter({ hasText: 'The first meeting' }).waitFor()
  await expect.poll(() => portal(page).text.inputValue()).toContain('150 EUR')
  await page.getByText('What it says, and where from').click()
  const claim = page.locator('.rests li').filter({ hasText: '150 EUR' })
  await claim.getByText('In what you have told the assistant').waitFor()
  await page.getByText('What the models were shown').click()
  const shown = page.locator('.receipt').getByRole('link', { name: /first consultation cost.* · Passage 1/ })
  await expect.poll(() => shown.first().getAttribute('href')).toMatch(/^\/portal\/knowledge\/\?source=.*&position=1$/)
  await claim.getByRole('link').click()
  await page.getByRole('dialog').getByText('A first consultation costs 150 EUR.').waitFor()
  expect(page.complaints).toEqual([])
})

test('what the business no longer knows has to be checked, also in a reply that stands open', async () => {
  await page.goto('/portal/')
  await portal(page).row('The first meeting').click()
  await expect.poll(() => portal(page).text.inputValue()).toContain('150 EUR')
  const other = await page.context().newPage()
  await other.goto(new URL('/portal/knowledge/', product.url).href)
  const source = other.getByRole('listitem').filter({ hasText: 'what does a first consultation cost' })
  await source.getByRole('button', { name: 'Delete' }).click()
  await source.getByRole('button', { name: 'Delete' }).click()
  await source.waitFor({ state: 'detached' })
  await other.close()

  await page.bringToFront()
  await portal(page).text.fill(`${await portal(page).text.inputValue()}\n\nPS: Bring the lease.`)
  await page.getByRole('region', { name: 'Check before you send' }).getByText('150 EUR').waitFor()
  expect(await portal(page).approve.isDisabled()).toBe(true)
})

test('a file that a reply rests on is hung on it with one tap', async () => {
  await page.goto('/portal/knowledge/')
  await page.getByLabel('File', { exact: true }).check()
  const buffer = Buffer.from('# Workshops\n\nA workshop on leases costs 310 EUR.')
  await page.getByLabel('Files').setInputFiles([{ name: 'workshops.md', mimeType: 'text/markdown', buffer }])
  await page.getByRole('button', { name: 'Add' }).click()
  await page.getByRole('listitem').filter({ hasText: 'workshops.md' }).getByText('Ready').waitFor()
  await writeTo(product, {
    from: 'Tom Calder <tom@brackenmillcycles.example>',
    to: professional.email,
    subject: 'The workshop',
    body: 'Dear Marta,\n\nwhat does a workshop on leases cost?\n\nTom',
  })
  await settled(product)
  await page.goto('/portal/')
  await portal(page).row('The workshop').click()
  await expect.poll(() => portal(page).text.inputValue()).toContain('310 EUR')
  await page.getByRole('button', { name: 'workshops.md' }).click()
  await page.getByRole('list', { name: 'Attachments' }).last().getByText('workshops.md').waitFor()
})

test('what the assistant asks can be answered with a tap where the answer is likely', async () => {
  const questions = [{ question: 'Is Thursday free?', options: ['Yes, at ten', 'No'] }]
  await page.route(/\/api\/drafts\/[\da-f-]{36}$/, async (route) => {
    const { success, data } = await (await route.fetch()).json()
    await route.fulfill({ json: { success, data: { ...data, questions } } })
  })
  const told: string[] = []
  await page.route('**/rewrite', async (route) => {
    told.push(route.request().postData() ?? '')
    await route.continue()
  })
  await page.reload()
  await asked().getByRole('button', { name: 'Yes, at ten' }).click()
  await expectAccessible(page)
  await page.keyboard.press('Enter')
  await expect.poll(() => told.join()).toContain('{"question":"Is Thursday free?","answer":"Yes, at ten"}')
  await asked().waitFor({ state: 'detached' })
  expect(page.complaints).toEqual([])
})
