/**
 * The part of OpenAPI 3.1 that this page reads.
 *
 * @typedef {{ $ref?: string, type?: string | string[], title?: string, description?: string, format?: string,
 *   enum?: unknown[], const?: unknown, default?: unknown, example?: unknown, examples?: unknown[], pattern?: string,
 *   minimum?: number, maximum?: number, minLength?: number, maxLength?: number,
 *   properties?: Record<string, Schema>, required?: string[], items?: Schema, additionalProperties?: Schema | boolean,
 *   anyOf?: Schema[], oneOf?: Schema[], allOf?: Schema[] }} Schema
 * @typedef {{ schema?: Schema, example?: unknown }} Media
 * @typedef {{ description?: string, content?: Record<string, Media>, $ref?: string }} Answer
 * @typedef {{ name: string, in: string, required?: boolean, description?: string, schema?: Schema, $ref?: string }} Parameter
 * @typedef {{ summary?: string, description?: string, operationId?: string, tags?: string[], parameters?: Parameter[],
 *   requestBody?: { content?: Record<string, Media>, required?: boolean, $ref?: string }, responses?: Record<string, Answer> }} Operation
 * @typedef {{ info: { title: string, version: string, description?: string }, tags?: { name: string, description?: string }[],
 *   paths: Record<string, Record<string, unknown>>, components?: Record<string, Record<string, unknown>> }} Document
 * @typedef {{ method: string, path: string, id: string, operation: Operation }} Entry
 */

const METHODS = ['get', 'post', 'put', 'patch', 'delete']

/** Follows a `$ref` inside the document. @template {{ $ref?: string }} T @param {Document} document @param {T} thing @returns {T} */
export function resolve(document, thing) {
  if (!thing.$ref?.startsWith('#/')) return thing
  /** @type {unknown} */
  let found = document
  for (const step of thing.$ref.slice(2).split('/')) {
    found = Reflect.get(Object(found), decodeURIComponent(step).replace(/~1/g, '/').replace(/~0/g, '~'))
  }
  return found ? resolve(document, /** @type {T} */ (found)) : thing
}

/** All operations, by tag in the document's own order. @param {Document} document @returns {Map<string, Entry[]>} */
export function byTag(document) {
  /** @type {Map<string, Entry[]>} */
  const groups = new Map((document.tags ?? []).map(({ name }) => [name, []]))
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of METHODS) {
      const operation = /** @type {Operation | undefined} */ (item[method])
      if (!operation) continue
      const shared = /** @type {Parameter[]} */ (item.parameters ?? [])
      const parameters = [...shared, ...(operation.parameters ?? [])].map((one) => resolve(document, one))
      const tag = operation.tags?.[0] ?? 'other'
      const id = operation.operationId ?? `${method}-${path.replace(/\W+/g, '-')}`
      groups.set(tag, [...(groups.get(tag) ?? []), { method, path, id, operation: { ...operation, parameters } }])
    }
  }
  return new Map([...groups].filter(([, entries]) => entries.length > 0))
}

/** The JSON form of a body, when there is one. @param {Record<string, Media> | undefined} content */
export function json(content) {
  const [type] = Object.keys(content ?? {}).filter((name) => /json/.test(name))
  return type ? content?.[type] : undefined
}
