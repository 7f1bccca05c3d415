import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { vi } from 'vitest'
import { ensureChromium } from './chromium.ts'

const FLAGS =
  '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync'

export const launch = (): Promise<Browser> =>
  chromium.launch({ executablePath: ensureChromium(), args: FLAGS.split(' ') })

export type Tab = Page & { complaints: string[] }

/** A fresh profile with one tab. Whatever the page complains about, or asks of another host, is kept. */
export async function openTab(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Tab> {
  const context = await browser.newContext({ baseURL: url, reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', ({ message }) => complaints.push(message))
  page.on('console', (line) => {
    // The one expected: nobody is signed in yet.
    if (line.type() === 'error' && !/401|404/.test(line.text())) complaints.push(line.text())
  })
  page.on('request', (request) => {
    if (!request.url().startsWith(url) && !/^(data|blob|about):/.test(request.url()))
      complaints.push(`asked ${request.url()}`)
  })
  return Object.assign(page, { complaints })
}

/** Closes the profile. What is still being answered for the page in the test's place is waited for. */
export async function closeTab(tab: Tab): Promise<void> {
  await tab.unrouteAll({ behavior: 'ignoreErrors' })
  await tab.context().close()
}

/** Signs in as a person would: asks for the code, reads it on the local world's page, types it. */
export async function signInWithCode(page: Tab, email: string): Promise<void> {
  const world = await page.context().newPage()
  await world.goto('/local/')
  const codes = world.getByLabel('Sign-in code')
  const [before] = await codes.allInnerTexts()

  await page.bringToFront()
  await page.goto('/portal/')
  await page.getByLabel('E-mail address').fill(email)
  await page.getByRole('button', { name: 'Send me a code' }).click()
  // The sixth digit sends it.
  const code = page.getByLabel('Six-digit code')
  await code.waitFor()

  // Letters are written after the answer: the newest may be an older one still.
  const digits = await vi.waitUntil(
    async () => {
      await world.reload()
      const [newest] = await codes.allInnerTexts()
      return newest !== before && newest
    },
    { timeout: 20_000, interval: 100 },
  )
  await world.close()
  await page.bringToFront()
  await code.fill(digits.trim())
  await page.getByRole('navigation', { name: 'Lists' }).waitFor()
}
