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
  await portal(page).text.waitFor()
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
})

test('a reply can be sent as another address of the mailbox', async () => {
  const from = page.getByRole('combobox', { name: 'From' })
  await from.selectOption('office@harbourvale.example')
  await page.getByText('Saved', { exact: true }).waitFor()
  await page.reload()
  await expect.poll(() => from.inputValue()).toBe('office@harbourvale.example')
})

test('a file is hung on a reply and taken off again', async () => {
  const files = page.getByRole('list', { name: 'Attachments' })
  await page.locator('input[type=file]').setInputFiles({
    name: 'plan.pdf',
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.7'),
  })
  await files.getByText('plan.pdf').waitFor()
  await expectAccessible(page)
  await files.getByRole('button', { name: 'Remove plan.pdf' }).click()
  await files.waitFor({ state: 'detached' })
})

test('a program is refused in a sentence, and the reply can still be approved', async () => {
  const buffer = Buffer.from('MZ')
  await page.locator('input[type=file]').setInputFiles({ name: 'plan.pdf', mimeType: 'application/pdf', buffer })
  await page.getByText('Files of this kind are not sent').waitFor()
  expect(await portal(page).approve.isEnabled()).toBe(true)
})

test('whom a copy goes to is seen, and can be left out and brought back', async () => {
  await portal(page).row('Leaving Unit 4').click()
  await portal(page).text.waitFor()
  const reply = page.getByRole('region', { name: 'Reply to be sent' })
  const all = reply.getByRole('button', { name: 'Reply to all' })
  const alone = reply.getByRole('button', { name: 'Reply without copies' })
  if (await all.isVisible()) await all.click()
  await alone.waitFor()
  await expect.poll(() => reply.getByRole('button', { name: /^Remove / }).count()).toBeGreaterThan(0)
  await reply
    .getByRole('button', { name: /^Remove / })
    .first()
    .click()
  await reply.getByRole('combobox', { name: 'Add somebody of the conversation' }).waitFor()
  await all.click()
  await alone.click()
  await alone.waitFor({ state: 'detached' })
})

test('a reply for tomorrow is shown as such, and taken back', async () => {
  const { heading, decisions } = portal(page)
  const subject = await heading.innerText()
  await page.getByRole('button', { name: 'Send later' }).click()
  await page.getByRole('group', { name: 'Send later' }).getByRole('button', { name: 'Tomorrow morning' }).waitFor()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('group', { name: 'Send later' }).waitFor({ state: 'hidden' })
  await page.getByRole('button', { name: 'Send later' }).click()
  await page.getByRole('button', { name: 'Tomorrow morning' }).click()
  await decisions.getByText('Scheduled').waitFor()
  await expect.poll(async () => (await product.state()).outbox.queued).toBe(1)

  await page.getByRole('link', { name: 'Sent' }).click()
  await portal(page).row('Leaves').click()
  await expect.poll(() => heading.innerText()).toBe(subject)
  await page.getByText('Scheduled: leaves').waitFor()
  await page.getByRole('button', { name: 'Do not send it then' }).click()
  await expect.poll(async () => (await product.state()).outbox.undone).toBe(1)
})

test('on a phone the yes is at hand, however long the subject is', async () => {
  const subject = `Lease ${'and one more word '.repeat(50)}`
  const from = 'Nora Fenwick <nora@brackenmillcycles.example>'
  await writeTo(product, { from, to: professional.email, subject, body: 'When does the lease end?' })
  await settled(product)
  await page.setViewportSize({ width: 390, height: 780 })
  await page.goto('/portal/')
  await portal(page).row('and one more word').click()
  await portal(page).text.waitFor()
  const box = await portal(page).approve.boundingBox()
  expect(box && box.y + box.height).toBeLessThanOrEqual(780)
  await expectAccessible(page)
})

test('on a phone a word that never ends pushes nothing off the page', async () => {
  const from = `${'Longname'.repeat(8)} <long@brackenmillcycles.example>`
  const body = `What does ${'bicycle'.repeat(16)} cost?`
  await writeTo(product, { from, to: professional.email, subject: 'Without a space', body })
  await settled(product)
  await page.goto('/portal/')
  await portal(page).row('Without a space').click()
  await portal(page).text.waitFor()
  const question = page.getByRole('form', { name: 'The assistant did not know' })
  for (const part of [question, portal(page).text, page.getByRole('button', { name: 'Discard' }).first()]) {
    const box = await part.boundingBox()
    expect(box && box.x + box.width).toBeLessThanOrEqual(390)
  }
  // The program that was refused.
  expect(page.complaints.filter((line) => !line.includes('422'))).toEqual([])
})
