import { properties, resolve, type Schema } from './schema.ts'

/** The smallest value the schema admits: first variant, first enum member, empty string, no optional members. */
export function instance(schema: unknown, root: Schema, depth = 0): unknown {
  const node = resolve(schema, root)
  const [variant] = [node.anyOf, node.allOf, node.oneOf].flatMap((list) => (Array.isArray(list) ? list : []))
  if (depth > 20) return null
  if (variant !== undefined) return instance(variant, root, depth + 1)
  if ('const' in node) return node.const
  if (Array.isArray(node.enum)) return node.enum[0]

  switch (Array.isArray(node.type) ? node.type[0] : node.type) {
    case 'object': {
      const required = Array.isArray(node.required) ? node.required : []
      const known = Object.entries(properties(node)).filter(([key]) => required.includes(key))
      return Object.fromEntries(known.map(([key, member]) => [key, instance(member, root, depth + 1)]))
    }
    case 'array':
      return node.minItems === 1 ? [instance(node.items, root, depth + 1)] : []
    case 'string':
      return formats[String(node.format)] ?? ''
    case 'integer':
    case 'number':
      return 0
    case 'boolean':
      return false
    default:
      return null
  }
}

const formats: Record<string, string> = {
  'date-time': '1970-01-01T00:00:00Z',
  date: '1970-01-01',
  time: '00:00:00Z',
  duration: 'PT0S',
  email: 'nobody@local.test',
  hostname: 'local.test',
  uri: 'https://local.test/',
  uuid: '00000000-0000-4000-8000-000000000000',
}
