import { readFileSync } from 'node:fs'
import { expectations } from './expectations.ts'

export type SeedMail = { file: string; raw: Uint8Array; mailbox: 'inbox' | 'sent'; at: Date }

/** The moment after the last seeded mail. Whoever moves the mail to today adds `now - seededUntil` to every `at`. */
export const seededUntil = new Date('2026-11-14T00:00:00Z')

/** The seeded mail, oldest first, byte for byte as it was delivered. */
export function seedMail(): SeedMail[] {
  return expectations
    .map(({ file, mailbox }) => {
      const raw = new Uint8Array(readFileSync(new URL(`./mail/${file}`, import.meta.url)))
      return { file, raw, mailbox, at: dateOf(file, raw) }
    })
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.file.localeCompare(b.file))
}

function dateOf(file: string, raw: Uint8Array): Date {
  const head = Buffer.from(raw).toString('latin1').split('\r\n\r\n', 1)[0] ?? ''
  const at = new Date(/^Date: (.+)$/m.exec(head)?.[1] ?? '')
  if (Number.isNaN(at.getTime())) throw new Error(`Cannot read the date of seeded mail "${file}"`)

  return at
}
