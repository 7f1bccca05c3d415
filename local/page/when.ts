import { html } from 'hono/html'
import type { Html } from './shell.ts'

const short = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
})
const exact = new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeStyle: 'long' })

/** A moment in this machine's time zone, which is the reader's too. */
export function when(at: number | string | Date): Html {
  const date = new Date(at)
  return html`<time datetime="${date.toISOString()}" title="${exact.format(date)}">${short.format(date)}</time>`
}
