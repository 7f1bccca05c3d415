import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { correspondents, professional } from '../../local/seed/people.ts'
import { expectAccessible } from '../support/accessible.ts'
import { launch, openTab, signInWithCode, type Tab } from '../support/browser.ts'
import { type Started, startProduct } from '../support/started.ts'

const nora = { name: 'Nora Fenwick', email: correspondents[0]?.email ?? '' }
const run = promisify(execFile)

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

test('triage has run over the whole inbox, and drafts wait', async () => {
  await expect
    .poll(async () => (await product.state()).ledger, { timeout: 30_000 })
    .toEqual({
      waiting: 0,
      drafted: 26,
      skipped: 28,
      failed: 0,
    })
})

test('the professional signs in with a code and finds her queue', async () => {
  await signInWithCode(page, professional.email)
  await row(nora.name).waitFor()
  expect(await row('').count()).toBeGreaterThanOrEqual(20)
  await expectAccessible(page)
})

test('a draft opens beside its conversation, and says exactly where it would go', async () => {
  await row(nora.name).click()
  const reply = page.getByRole('region', { name: 'Reply to be sent' })
  await reply.waitFor()
  expect(await reply.innerText()).toContain(nora.email)
  expect(await page.getByRole('region', { name: 'Conversation' }).innerText()).toContain(nora.name)
  await expectAccessible(page)
})

test('an edit is saved, approved, taken back within the window, and approved again', async () => {
  const text = page.getByLabel('Text of the reply')
  await text.fill(`${await text.inputValue()}\n\nP.S. Written by hand — für alle, 🌿.`)
  await page.getByText('Saved', { exact: true }).waitFor()

  await page.getByRole('button', { name: 'Approve and send' }).click()
  await page.getByRole('button', { name: 'Undo' }).click()
  await row(nora.name).waitFor()
  await expect.poll(async () => (await product.state()).outbox.undone).toBe(1)

  await row(nora.name).click()
  await page.getByRole('button', { name: 'Approve and send' }).click()
  await expect.poll(async () => (await product.state()).outbox.queued).toBe(1)
})

test('after the window the reply is sent once, and arrives', async () => {
  const before = await product.state()
  const world = await openTab(browser, product.url)
  await world.goto('/local/')
  await world.getByRole('button', { name: '+10 seconds' }).click()
  await expect
    .poll(async () => (await product.state()).outbox, { timeout: 15_000 })
    .toMatchObject({ queued: 0, sent: 1 })

  const after = await product.state()
  expect(sentBy(after)).toBe(sentBy(before) + 1)
  expect(after.mailboxes[nora.email]?.inbox).toBe(1)
  await world.goto(`/local/mailboxes/${nora.email}`)
  await world.getByRole('link', { name: /Re: / }).first().click()
  await world.getByText('Written by hand — für alle, 🌿.').first().waitFor()
  await world.context().close()
})

test('a discard can be undone by keyboard', async () => {
  await page.keyboard.press('Escape')
  const waiting = (await product.state()).drafts.pending
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: 'Discard' }).waitFor()
  await page.keyboard.press('d')
  await expect.poll(async () => (await product.state()).drafts.pending).toBe(waiting - 1)
  await page.keyboard.press('z')
  await expect.poll(async () => (await product.state()).drafts.pending).toBe(waiting)
})

test('a new mail becomes a waiting draft in the open portal, without reload, within five seconds', async () => {
  const world = await openTab(browser, product.url)
  await world.goto('/local/')
  await world.getByLabel('From').fill('Petra Quill <petra@quillandco.example>')
  await world.getByLabel('Subject', { exact: true }).fill('A question about the fence')
  await world.getByLabel('Body').fill('Dear Marta,\n\nmay I paint the fence before the survey?\n\nPetra')
  await world.getByRole('button', { name: 'Send', exact: true }).click()
  await row('Petra Quill').waitFor({ timeout: 5_000 })
  await world.context().close()
})

test('so does a mail from the shell', async () => {
  const words = [
    '--from',
    'tomas@oakbench.example',
    '--to',
    professional.email,
    '--subject',
    'Bench',
    '--body',
    'Can you see me on Friday?',
  ]
  const { stdout } = await run('npm', ['run', '--silent', 'mail', '--', ...words, '--url', product.url])
  expect(stdout).toMatch(/\S/)
  await row('tomas@oakbench.example').waitFor({ timeout: 5_000 })
})

test('an HTML mail is shown in a frame that runs and fetches nothing', async () => {
  await row('Frieda Kranich').click()
  const frame = page.locator('iframe').last()
  await frame.waitFor()
  const sandbox = (await frame.getAttribute('sandbox')) ?? ''
  expect(sandbox.split(' ')).not.toContain('allow-scripts')
  const inside = page.frameLocator('iframe').last()
  await inside.getByText('Nebenkosten').first().waitFor()
  expect(await inside.locator('script, [src^="http"], form').count()).toBe(0)
  expect(page.complaints).toEqual([])
})

test('on a phone the same work fits into two screens', async () => {
  const phone = await openTab(browser, product.url, {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    colorScheme: 'dark',
  })
  await signInWithCode(phone, professional.email)
  const first = phone.getByRole('region', { name: 'List', exact: true }).getByRole('link').first()
  await first.click()
  await phone.getByRole('button', { name: 'Approve and send' }).waitFor()
  expect(await phone.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390)
  await phone.goBack()
  await first.waitFor()
  expect(phone.complaints).toEqual([])
  await phone.context().close()
})

const row = (name: string) =>
  page.getByRole('region', { name: 'List', exact: true }).getByRole('link').filter({ hasText: name })

const sentBy = ({ mailboxes }: Awaited<ReturnType<Started['state']>>) => mailboxes[professional.email]?.sent ?? 0
