import { isRecord } from '../record.ts'
import { properties, type Schema } from './schema.ts'

const refused: Record<string, string[]> = {
  integer: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  string: ['minLength', 'maxLength'],
  array: ['maxItems', 'uniqueItems'],
  object: ['minProperties', 'maxProperties'],
}

/** Anthropic: structured outputs accept a subset of JSON schema and refuse the rest with a 400. */
export function unsupported(schema: Schema): string | undefined {
  const type = typeof schema.type === 'string' ? schema.type : ''
  const extra = (refused[type] ?? []).filter((keyword) => keyword in schema)
  if (extra.length > 0) {
    const named = extra.length > 1 ? `properties '${extra.join("', '")}' are` : `property '${extra[0]}' is`
    return `For '${type}' type, ${named} not supported`
  }
  if (type === 'array' && typeof schema.minItems === 'number' && schema.minItems > 1) {
    return "For 'array' type, 'minItems' values other than 0 or 1 are not supported"
  }
  if (type === 'object' && schema.additionalProperties !== false) {
    return "For 'object' type, 'additionalProperties' must be explicitly set to false"
  }
  return children(schema)
    .map(unsupported)
    .find((fault) => fault !== undefined)
}

function children(schema: Schema): Schema[] {
  const lists = [schema.anyOf, schema.allOf, schema.oneOf].flatMap((list) => (Array.isArray(list) ? list : []))
  const definitions = isRecord(schema.$defs) ? Object.values(schema.$defs) : []
  return [...Object.values(properties(schema)), ...definitions, ...lists, schema.items].filter(isRecord)
}
