import type { Said } from './shell.ts'

const SENTENCES = {
  mail: 'The mail has arrived',
  clock: 'Time has passed, and what fell due has happened',
  fault: 'It will go wrong once',
  clear: 'Nothing is going to go wrong any more',
  revoked: 'Access is revoked; the next call to Gmail will find out',
  expired: 'Gmail has forgotten what changed; the next sync will start anew',
  cron: 'The schedule has run',
  retried: 'It has been tried again',
}
export type Done = keyof typeof SENTENCES

/** What a form did, told after the redirect. The address carries a word, never the sentence itself. */
export function saidBefore(done: string | undefined): Said | undefined {
  const known = Object.entries(SENTENCES).find(([word]) => word === done)
  return known && { text: known[1] }
}
