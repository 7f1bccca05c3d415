import { isRecord } from '../record.ts'

/** A JSON schema node as sent by a caller; `true` and `{}` admit anything. */
export type Schema = Record<string, unknown>

/** Follows `$ref` inside the same document, as far as it leads. */
export function resolve(schema: unknown, root: Schema): Schema {
  let node: unknown = schema
  for (let hops = 0; hops < 20 && isRecord(node) && typeof node.$ref === 'string'; hops += 1) {
    node = node.$ref
      .replace(/^#\/?/, '')
      .split('/')
      .filter(Boolean)
      .reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), root)
  }
  return isRecord(node) ? node : {}
}

/** Object schemas' properties, none for anything else. */
export function properties(schema: Schema): Schema {
  return isRecord(schema.properties) ? schema.properties : {}
}
