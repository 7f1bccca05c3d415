import { isRecord } from '../record.ts'
import { properties, resolve, type Schema } from './schema.ts'

/** Whether a value is an instance of the schema, for the subset structured outputs accept. */
export function conforms(value: unknown, schema: unknown, root: Schema): boolean {
  const node = resolve(schema, root)
  if (Array.isArray(node.anyOf)) return node.anyOf.some((variant) => conforms(value, variant, root))
  if (Array.isArray(node.allOf)) return node.allOf.every((part) => conforms(value, part, root))
  if ('const' in node) return value === node.const
  if (Array.isArray(node.enum)) return node.enum.includes(value)
  if (Array.isArray(node.type)) return node.type.some((type) => conforms(value, { ...node, type }, root))

  return ofType(value, node, root)
}

function ofType(value: unknown, node: Schema, root: Schema): boolean {
  switch (node.type) {
    case 'object':
      return isRecord(value) && members(value, node, root)
    case 'array':
      return Array.isArray(value) && enough(value, node) && value.every((item) => conforms(item, node.items, root))
    case 'integer':
      return Number.isInteger(value)
    case 'null':
      return value === null
    case 'string':
    case 'number':
    case 'boolean':
      return typeof value === node.type
    default:
      return true
  }
}

function members(value: Record<string, unknown>, node: Schema, root: Schema): boolean {
  const known = properties(node)
  const required = Array.isArray(node.required) ? node.required : []
  if (required.some((key) => typeof key === 'string' && !(key in value))) return false

  return Object.entries(value).every(([key, member]) =>
    key in known ? conforms(member, known[key], root) : node.additionalProperties !== false,
  )
}

function enough(items: unknown[], node: Schema): boolean {
  return typeof node.minItems !== 'number' || items.length >= node.minItems
}
