import { html } from 'hono/html'
import * as z from 'zod'
import type { World } from '../../world.ts'
import type { Html } from '../shell.ts'
import type { State } from '../state.ts'
import { when } from '../when.ts'

const count = new Intl.NumberFormat('en-GB')
const Asked = z.object({ model: z.string() }).catch({ model: 'no model named' })

export function modelSection({ claude, emulated }: World, { model }: State): Html {
  const newest = claude.calls().toReversed().slice(0, 5)
  return html`
<section class="panel" id="model" data-live aria-labelledby="model-title">
  <h2 id="model-title">Model</h2>
  ${
    emulated.claude
      ? html`<p class="callout warn"><span>Local stand-in; set <code>ANTHROPIC_API_KEY</code> or <code>ANTHROPIC_BASE_URL</code> for a real model</span></p>`
      : html`<p class="callout">Drafts come from the model you configured; its calls are not seen here.</p>`
  }
  <dl class="figures">
    <div><dt>Calls</dt><dd>${count.format(model.calls)}</dd></div>
    <div><dt>Tokens in</dt><dd>${count.format(model.input_tokens)}</dd></div>
    <div><dt>From cache</dt><dd>${count.format(model.cache_read_tokens)}</dd></div>
    <div><dt>Tokens out</dt><dd>${count.format(model.output_tokens)}</dd></div>
  </dl>
  <ul role="list" class="rows">${newest.map(callItem)}</ul>
</section>`
}

function callItem({ at, request, status, ms, usage, fault }: ReturnType<World['claude']['calls']>[number]): Html {
  const tone = status === undefined ? '' : status === 200 && !fault ? 'good' : 'wrong'
  const tokens = usage
    ? `${count.format(usage.input_tokens)} in, ${count.format(usage.cache_read_input_tokens)} cached, ${count.format(usage.output_tokens)} out`
    : (fault ?? '')
  return html`
<li class="line">
  <span class="mark ${tone}">${status ?? 'under way'}</span>
  <span class="who small">${Asked.parse(request).model}<br><span class="soft">${tokens}</span></span>
  <span class="soft small">${ms === undefined ? '' : `${Math.round(ms)} ms · `}${when(at)}</span>
</li>`
}
