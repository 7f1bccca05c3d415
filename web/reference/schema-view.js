/** @import { Document, Schema } from './openapi.js' */
import { html } from '../shared/html.js'
import { resolve } from './openapi.js'

/** A schema as a list of fields, nested ones folded. @param {Document} document @param {Schema} given @param {number} [depth] @returns {HTMLElement} */
export function schemaView(document, given, depth = 0) {
  const schema = inside(document, given)
  const fields = Object.entries(schema.properties ?? {})
  if (fields.length === 0) return html`<p class="type">${typeName(document, given)} ${limits(schema)}</p>`
  return html`<dl class="fields">
    ${fields.map(([name, field]) => fieldView(document, name, field, schema.required?.includes(name) ?? false, depth))}
  </dl>`
}

/** @param {Document} document @param {string} name @param {Schema} given @param {boolean} required @param {number} depth */
function fieldView(document, name, given, required, depth) {
  const schema = resolve(document, given)
  const nested = inside(document, given)
  const deeper = Object.keys(nested.properties ?? {}).length > 0 && depth < 6
  return html`<div>
    <dt><code>${name}</code>${!required && html`<span class="soft"> optional</span>`}</dt>
    <dd>
      <span class="type">${typeName(document, given)}</span> <span class="soft">${limits(schema)}</span>
      ${(given.description ?? schema.description) && html`<p>${given.description ?? schema.description}</p>`}
      ${deeper && html`<details><summary>Fields</summary>${schemaView(document, nested, depth + 1)}</details>`}
    </dd>
  </div>`
}

/** The object one would look into: the item of a list, the other side of "or null". @param {Document} document @param {Schema} given @returns {Schema} */
function inside(document, given) {
  const schema = resolve(document, given)
  if (schema.items) return inside(document, schema.items)
  const choices = schema.anyOf ?? schema.oneOf
  const real = choices?.map((one) => resolve(document, one)).filter(({ type }) => type !== 'null')
  if (real?.length === 1 && real[0]) return inside(document, real[0])
  if (!schema.allOf) return schema
  const parts = schema.allOf.map((part) => inside(document, part))
  return {
    ...schema,
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)),
    required: parts.flatMap(({ required }) => required ?? []),
  }
}

/** @param {Document} document @param {Schema} given @returns {string} */
function typeName(document, given) {
  const schema = resolve(document, given)
  if (schema.const !== undefined) return JSON.stringify(schema.const)
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ')
  if (schema.items) return `list of ${typeName(document, schema.items)}`
  const choices = schema.anyOf ?? schema.oneOf
  if (choices) return choices.map((one) => typeName(document, one)).join(' or ')
  const type = Array.isArray(schema.type) ? schema.type.join(' or ') : (schema.type ?? 'any')
  return schema.format && schema.format !== 'int64' ? `${type} (${schema.format})` : type
}

/** @param {Schema} schema */
function limits({ minimum, maximum, minLength, maxLength, default: standard, pattern }) {
  const told = [
    minLength === 1 && 'not empty',
    minLength !== undefined && minLength > 1 && `at least ${minLength} characters`,
    maxLength !== undefined && `at most ${maxLength} characters`,
    minimum !== undefined && Math.abs(minimum) < 1e15 && `at least ${minimum}`,
    maximum !== undefined && Math.abs(maximum) < 1e15 && `at most ${maximum}`,
    pattern && pattern.length < 40 && `matches ${pattern}`,
    standard !== undefined && `otherwise ${JSON.stringify(standard)}`,
  ]
  return told.filter(Boolean).join(', ')
}
