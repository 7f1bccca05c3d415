/** @import { Document, Entry } from './openapi.js' */
import { api, problemFrom } from '../shared/api.js'
import { find, html } from '../shared/html.js'
import { byTag } from './openapi.js'
import { operationView } from './operation-view.js'
import { prose } from './prose.js'

const main = find(document, '#reference', HTMLElement)

try {
  show(/** @type {Document} */ (await api.document('/api/insights/openapi.json')))
} catch (error) {
  const { message, requestId } = problemFrom(error)
  main.replaceChildren(
    html`<h1 class="display">API reference</h1>`,
    html`<p role="alert">The description of the API could not be loaded. ${message} ${requestId}</p>`,
    html`<button class="button" type="button" @click=${() => location.reload()}>Try again</button>`,
  )
}
main.removeAttribute('aria-busy')

/** @param {Document} described */
function show(described) {
  const groups = byTag(described)
  const { title, version, description } = described.info
  const about = new Map((described.tags ?? []).map((tag) => [tag.name, tag.description]))
  main.replaceChildren(
    html`<header>
      <h1 class="display">${title}</h1>
      <p class="soft">Version ${version}</p>
      ${description && prose(description)}
    </header>`,
    ...[...groups].map(
      ([tag, entries]) => html`<section class="group" aria-labelledby=${`tag-${tag}`}>
        <h2 class="display" id=${`tag-${tag}`}>${tag}</h2>
        ${about.get(tag) && html`<p class="soft prose">${about.get(tag)}</p>`}
        ${entries.map((entry) => operationView(described, entry))}
      </section>`,
    ),
  )
  find(document, '#contents', HTMLElement).replaceChildren(
    ...[...groups].map(([tag, entries]) => contents(tag, entries)),
  )
  if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView()
}

/** @param {string} tag @param {Entry[]} entries */
function contents(tag, entries) {
  return html`<details open>
    <summary>${tag}</summary>
    <ul role="list">${entries.map(({ id, method, operation, path }) => html`<li><a href=${`#${id}`} title=${`${method.toUpperCase()} ${path}`}>${operation.summary || path}</a></li>`)}</ul>
  </details>`
}
