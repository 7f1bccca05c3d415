/** @import { Document, Schema } from './openapi.js' */
import { resolve } from './openapi.js'

const FORMATS = {
  uuid: '3f0c2a54-7d0e-4a1b-9c1d-5b8f6d2e9a10',
  email: 'nora@orchard-lane.example',
  uri: 'https://orchard-lane.example/',
  'date-time': '2026-11-21T09:30:00Z',
  date: '2026-11-21',
}

/** A plausible value for a schema, made from its own examples, enums, formats and bounds. @param {Document} document @param {Schema} given @param {number} [depth] @returns {unknown} */
export function example(document, given, depth = 0) {
  const schema = resolve(document, given)
  const told = schema.example ?? schema.examples?.[0] ?? schema.const ?? schema.default ?? schema.enum?.[0]
  if (told !== undefined) return told
  if (depth > 7) return null

  const [choice] = [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  if (choice) return example(document, choice, depth + 1)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => example(document, part, depth + 1)))

  const type = Array.isArray(schema.type) ? schema.type[0] : (schema.type ?? (schema.properties ? 'object' : ''))
  if (type === 'object') return thing(document, schema, depth)
  if (type === 'array') return schema.items ? [example(document, schema.items, depth + 1)] : []
  if (type === 'integer' || type === 'number') return Math.max(schema.minimum ?? 1, 1)
  if (type === 'boolean') return true
  return type === 'string' ? text(schema) : null
}

/** @param {Document} document @param {Schema} schema @param {number} depth */
function thing(document, { properties, additionalProperties }, depth) {
  const own = Object.entries(properties ?? {}).map(([name, schema]) => [name, example(document, schema, depth + 1)])
  const open =
    typeof additionalProperties === 'object' ? [['key', example(document, additionalProperties, depth + 1)]] : []
  return Object.fromEntries(own.length > 0 ? own : open)
}

/** @param {Schema} schema */
function text({ format, pattern, minLength }) {
  const known = Object.entries(FORMATS).find(([name]) => name === format)
  if (known) return known[1]
  const digits = pattern?.match(/^\^(\\d|\[0-9a-f\])\{(\d+)\}\$$/)
  if (digits) return '0123456789abcdef'.repeat(8).slice(0, Number(digits[2]))
  return 'text'.padEnd(minLength ?? 0, '.')
}
