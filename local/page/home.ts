import { html } from 'hono/html'
import type { World } from '../world.ts'
import { clockSection } from './sections/clock.ts'
import { faultsSection } from './sections/faults.ts'
import { hooksSection } from './sections/hooks.ts'
import { lettersSection } from './sections/letters.ts'
import { mailboxesSection } from './sections/mailboxes.ts'
import { modelSection } from './sections/model.ts'
import { outsideSection } from './sections/outside.ts'
import { queueSection } from './sections/queue.ts'
import { type MailForm, sendSection } from './sections/send.ts'
import { summarySection } from './sections/summary.ts'
import { type Html, type Said, shell } from './shell.ts'
import { readState } from './state.ts'

/** Everything the product talks to, on one page. */
export async function homePage(
  world: World,
  { said, mail }: { said?: Said | undefined; mail: MailForm },
): Promise<Html> {
  const state = await readState(world)
  const queue = await queueSection(world, state)
  const body = html`
<header class="masthead">
  <div>
    <h1 class="display">The local world</h1>
    <p class="soft">Everything AssistantAI talks to, in one process on this machine. Nothing leaves it.</p>
  </div>
  <nav aria-label="Elsewhere">
    <a class="button primary" href="/portal/">Open the portal</a>
    <a class="button" href="/reference/">API reference</a>
  </nav>
</header>
<main>
${summarySection(state)}
<div class="columns">
  <div>${lettersSection(world)}${sendSection(world, mail)}${mailboxesSection(world, state)}${outsideSection(world)}</div>
  <div>${clockSection(state)}${modelSection(world, state)}${queue}${hooksSection(world)}${faultsSection(world)}</div>
</div>
</main>`
  return shell({ title: 'The local world', said, body })
}
