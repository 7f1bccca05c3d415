import { professional } from './seed/people.ts'
import type { World } from './world.ts'

/** What somebody who just typed `npm start` needs to know. */
export function box({ url, emulated }: World, tookMs: number): string {
  const lines = [
    `AssistantAI is running  (${(tookMs / 1000).toFixed(1)} s)`,
    '',
    `Portal          ${url}/portal/`,
    `Landing page    ${url}/`,
    `Local world     ${url}/local/      letters, mailboxes, clock, send a mail`,
    `API reference   ${url}/reference/`,
    '',
    `Sign in as      ${professional.email}`,
    `The code        arrives at ${url}/local/ under Letters`,
    'Browser         Chromium, Chrome, Edge or Firefox: without TLS, Safari keeps no secure cookies',
    '',
    emulated.claude
      ? 'Drafts come from a local stand-in; set ANTHROPIC_API_KEY for a real model'
      : 'Drafts come from the model you configured',
    'Stop with Ctrl-C. Begin anew with: npm start -- --reset',
  ]
  const width = Math.max(...lines.map(({ length }) => length))
  const rule = '─'.repeat(width + 2)
  return `\n┌${rule}┐\n${lines.map((line) => `│ ${line.padEnd(width)} │`).join('\n')}\n└${rule}┘\n\n`
}
