/** @import { Answer, Document, Entry, Media, Parameter } from './openapi.js' */
import { html } from '../shared/html.js'
import { example } from './example.js'
import { json, resolve } from './openapi.js'
import { prose } from './prose.js'
import { schemaView } from './schema-view.js'

/** One operation: what it does, what it takes, what it answers. @param {Document} document @param {Entry} entry */
export function operationView(document, { method, path, id, operation }) {
  const body = operation.requestBody && resolve(document, operation.requestBody)
  return html`<article class="operation" id=${id} aria-labelledby=${`${id}-title`}>
    <h3 id=${`${id}-title`}>${operation.summary || id}</h3>
    <p class="address"><span class="method ${method}">${method.toUpperCase()}</span> <code>${path}</code></p>
    ${operation.description && prose(operation.description)}
    ${parameters(document, operation.parameters ?? [])}
    ${body && content(document, 'Request body', json(body.content))}
    ${Object.entries(operation.responses ?? {}).map(([status, answer]) => response(document, status, resolve(document, answer)))}
  </article>`
}

/** @param {Document} document @param {Parameter[]} all */
function parameters(document, all) {
  if (all.length === 0) return null
  const schema = {
    properties: Object.fromEntries(
      all.map(({ name, schema, description }) => [
        name,
        { ...resolve(document, schema ?? {}), ...(description ? { description } : {}) },
      ]),
    ),
    required: all.filter(({ required }) => required).map(({ name }) => name),
  }
  return html`<section><h4>Parameters</h4>${schemaView(document, schema)}</section>`
}

/** @param {Document} document @param {string} status @param {Answer} answer */
function response(document, status, { description, content: bodies }) {
  const good = status.startsWith('2')
  return html`<details class="response" ?open=${good}>
    <summary><span class="status ${good ? 'good' : ''}">${status}</span> ${description}</summary>
    ${json(bodies)?.schema ? content(document, '', json(bodies)) : html`<p class="soft">${Object.keys(bodies ?? {}).join(', ') || 'No content'}</p>`}
  </details>`
}

/** @param {Document} document @param {string} title @param {Media | undefined} media */
function content(document, title, media) {
  if (!media?.schema) return null
  const shown = JSON.stringify(media.example ?? example(document, media.schema), null, 2)
  return html`<section>
    ${title && html`<h4>${title}</h4>`}
    <div class="body">
      ${schemaView(document, media.schema)}
      <pre tabindex="0" aria-label="Example"><code>${shown}</code></pre>
    </div>
  </section>`
}
