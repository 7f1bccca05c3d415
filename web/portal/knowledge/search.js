/** @import { Found, SearchAnswer } from '../../../core/knowledge/schema.ts' */
/** @import { Sources } from './sources.js' */
import { api, problemFrom } from '../../shared/api.js'
import { button, html } from '../../shared/html.js'
import { announce, failure, t } from '../words.js'
import { placeOf, showPassages } from './passages.js'

/** A question, and the passages a reply would be written from. @param {Sources} sources */
export function searchBox(sources) {
  const question = /** @type {HTMLInputElement} */ (
    html`<input class="input" type="search" name="query" maxlength="1000" dir="auto" autocomplete="off" required aria-label=${t('knowledge.search')} placeholder=${t('knowledge.search_hint')} />`
  )
  const results = html`<div class="results"></div>`
  let asked = 0

  const ask = async () => {
    const turn = ++asked
    results.replaceChildren(html`<p class="soft small" role="status">${t('loading')}</p>`)
    try {
      /** @type {SearchAnswer} */
      const answer = await api.post('/api/knowledge/search', { client_id: sources.client, query: question.value })
      if (turn !== asked) return
      announce(t('knowledge.found', { count: answer.items.length }))
      results.replaceChildren(...resultsOf(answer))
    } catch (error) {
      if (turn === asked) results.replaceChildren(failure(problemFrom(error), ask))
    }
  }
  const submit = (/** @type {Event} */ event) => {
    event.preventDefault()
    if (question.value.trim()) ask()
  }
  // Cleared with its own cross, as with Escape.
  question.addEventListener('input', () => {
    if (question.value !== '') return
    asked++
    results.replaceChildren()
  })
  return html`<div>
    <form role="search" class="searching" @submit=${submit}>${question}<button class="button">${t('knowledge.ask')}</button></form>
    ${results}
  </div>`
}

/** @param {SearchAnswer} answer */
function resultsOf({ mode, items }) {
  const how = mode === 'lexical' ? [html`<p class="soft small">${t('knowledge.lexical')}</p>`] : []
  if (items.length === 0) return [html`<p class="none">${t('knowledge.nothing_found')}</p>`, ...how]
  return [...how, html`<ol class="found">${items.map(result)}</ol>`]
}

/** @param {Found} found */
function result({ source_id, title, headings, page, position, body }) {
  return html`<li>
    ${button('quiet', title, () => showPassages(source_id, position))}
    ${placeOf({ headings, page, position })}
    <p class="excerpt" dir="auto">${body}</p>
  </li>`
}
