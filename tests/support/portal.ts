import type { Locator, Page } from 'playwright-core'
import { vi } from 'vitest'
import type { Started } from './started.ts'

/** What a person sees of the portal, by its roles and labels. */
export const portal = (page: Page) => ({
  row: (name: string): Locator =>
    page.getByRole('region', { name: 'List', exact: true }).getByRole('link').filter({ hasText: name }),
  text: page.getByLabel('Text of the reply'),
  approve: page.getByRole('button', { name: 'Approve and send' }),
  heading: page.getByRole('region', { name: 'Reply', exact: true }).getByRole('heading', { level: 2 }),
  decisions: page.getByRole('region', { name: 'Latest decisions' }),
})

/** The newest code written to this address; waits for one other than those known. */
export function codeFor({ state }: Started, email: string, known: string[] = []): Promise<string> {
  return vi.waitUntil(
    async () =>
      (await state()).letters.find(({ to, code }) => to === email && code !== undefined && !known.includes(code))?.code,
    { timeout: 5000, interval: 100 },
  )
}

/** Somebody outside writes to a local mailbox. Answers where the mail can be looked at. */
export async function writeTo(
  { url }: Started,
  mail: Record<'from' | 'to' | 'subject' | 'body', string> &
    Partial<Record<'html' | 'cc' | 'reply_to' | 'in_reply_to', string>>,
): Promise<string> {
  const answer = await fetch(`${url}/local/mail`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(mail),
  })
  if (!answer.ok) throw new Error(`Cannot write: ${await answer.text()}`)
  const { id } = (await answer.json()) as { id: string }
  return `/local/mailboxes/${encodeURIComponent(mail.to)}/${id}`
}

/** Nothing is on its way any more. */
export async function settled({ state }: Started): Promise<void> {
  await vi.waitUntil(
    async () => {
      const { queue, ledger } = await state()
      // Reading a mailbox for the first time is a job of another kind than hearing of a new mail: none may be left.
      return ledger.waiting === 0 && Object.values(queue).every(({ waiting, running }) => waiting + running === 0)
    },
    { timeout: 20_000, interval: 100 },
  )
}
