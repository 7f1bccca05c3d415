import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { professional } from '../../local/seed/people.ts'
import { launch, openTab, signInWithCode, type Tab } from '../support/browser.ts'
import { png } from '../support/png.ts'
import { portal, settled, writeTo } from '../support/portal.ts'
import { type Started, startProduct } from '../support/started.ts'

const asked: { url: string | undefined; cookie: string | undefined }[] = []
const elsewhere = http.createServer(({ url, headers }, response) => {
  asked.push({ url, cookie: headers.cookie })
  response.writeHead(200, { 'content-type': 'image/png' }).end(png(8, 8))
})
await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve))
const host = `127.0.0.1:${(elsewhere.address() as AddressInfo).port}`

let product: Started
let browser: Browser
let page: Tab

beforeAll(async () => {
  ;[product, browser] = await Promise.all([startProduct({ IMAGE_PROXY_ALLOW: host }), launch()])
  page = await openTab(browser, product.url, { viewport: { width: 1280, height: 800 } })
  const nora = { from: 'Nora Fenwick <nora@brackenmillcycles.example>', to: professional.email }
  await writeTo(product, {
    ...nora,
    subject: 'The shop front',
    body: 'What do you think of it?',
    html: `<p>What do you think of it?</p><img alt="The front" width="8" height="8" src="http://${host}/front.png?to=you">`,
  })
  await writeTo(product, {
    ...nora,
    subject: 'Where to answer',
    body: 'Could you send me the lease?',
    reply_to: 'nora@somewhere-quite-else.example',
  })
  await settled(product)
  await signInWithCode(page, professional.email)
})

afterAll(async () => {
  await browser?.close()
  await product?.stop()
  elsewhere.close()
})

test('an image is asked for when the reader asks for it, by us, and is shown', async () => {
  await portal(page).row('The shop front').click()
  const shown = page.frameLocator('iframe').last().getByAltText('The front')
  await page.getByText('Images from elsewhere are not loaded').waitFor()
  await page.frameLocator('iframe').last().getByText('What do you think of it?').waitFor()
  expect(asked).toEqual([])

  await page.getByRole('button', { name: 'Show images' }).click()
  await expect.poll(() => shown.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBe(8)
  expect(asked).toEqual([{ url: '/front.png?to=you', cookie: undefined }])
  await page.getByText('Images from elsewhere are not loaded').waitFor({ state: 'detached' })
})

test('for one sender they are shown always, once said, until that is taken back', async () => {
  const letter = page.frameLocator('iframe').last().getByAltText('The front')
  const width = () => letter.evaluate((image) => (image as HTMLImageElement).naturalWidth)
  const open = async () => {
    await page.reload()
    await portal(page).row('The shop front').click()
  }
  await open()
  await page.getByRole('button', { name: 'Always for nora@brackenmillcycles.example' }).click()
  await expect.poll(width).toBe(8)

  await open()
  await page.getByText('Images from nora@brackenmillcycles.example are shown').waitFor()
  await expect.poll(width).toBe(8)

  await page.getByRole('button', { name: 'Stop' }).click()
  await page.getByRole('button', { name: 'Show images' }).waitFor()
  await open()
  await page.getByRole('button', { name: 'Show images' }).waitFor()
  expect(await width()).toBe(0)
})

test('an image that came with the mail stands where it belongs, and is listed among the files no second time', async () => {
  await portal(page).row('Heron Walk: crack in the gable wall').click()
  const shown = page.frameLocator('iframe').last().getByAltText('gable.png')
  await expect.poll(() => shown.evaluate((image) => (image as HTMLImageElement).naturalWidth)).toBeGreaterThan(1)

  const file = page.getByRole('link', { name: 'gable.png' })
  expect(await file.isVisible()).toBe(false)
  await page.getByText('Images shown in the message').click()
  await file.waitFor()
})

test('an answer that would go to somebody else than wrote is warned of', async () => {
  await portal(page).row('Where to answer').click()
  await page
    .getByText('Replies go to nora@somewhere-quite-else.example, not to the sender nora@brackenmillcycles.example.')
    .waitFor()
  expect(page.complaints).toEqual([])
})
