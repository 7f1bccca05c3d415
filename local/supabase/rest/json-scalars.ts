import type { PostgresConnection } from '@supabase/lite/postgres'

type Schema = Awaited<ReturnType<PostgresConnection['introspect']>>
type Statement = Parameters<PostgresConnection['onPostgrestAST']>[0]
type Values = Record<string, unknown>

/**
 * Lite takes a JSON string for JSON text and a JSON boolean for a boolean; PostgREST stores them as they are.
 * In a row it parses a string once more on the way, so what belongs into a json column is written out twice.
 */
export function keepJsonScalars(statement: Statement, schema: Schema): Statement {
  const inSchema = statement.schema ?? 'public'
  if (statement.type === 'rpc') {
    const isJson = (name: string) => jsonArguments(schema, inSchema, statement.function).has(name)
    const { args } = statement
    return args && !Array.isArray(args) ? { ...statement, args: encode(args, isJson, JSON.stringify) } : statement
  }
  const { values } = statement
  if (!values) return statement

  const isJson = (name: string) => jsonColumns(schema, inSchema, statement.from).has(name)
  const twice = (value: unknown) => JSON.stringify(JSON.stringify(value))
  const row = (one: object) => encode(one, isJson, twice)
  return { ...statement, values: Array.isArray(values) ? values.map(row) : row(values) }
}

function encode(row: object, isJson: (name: string) => boolean, write: (value: unknown) => string): Values {
  const scalar = (value: unknown) => typeof value === 'string' || typeof value === 'boolean'
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, scalar(value) && isJson(name) ? write(value) : value]),
  )
}

const isJsonType = (type: string | undefined) => type === 'json' || type === 'jsonb'

function jsonColumns(schema: Schema, inSchema: string, table: string | undefined): Set<string> {
  const columns = schema.columns.filter((column) => column.table === table && column.schema === inSchema)
  return new Set(columns.filter(({ pg_type, type }) => isJsonType(pg_type ?? type)).map(({ name }) => name))
}

function jsonArguments(schema: Schema, inSchema: string, name: string | undefined): Set<string> {
  const overloads = (schema.functions ?? []).filter((one) => one.name === name && one.schema === inSchema)
  return new Set(
    overloads.flatMap(({ arg_names, arg_types }) => arg_names.filter((_, index) => isJsonType(arg_types[index]))),
  )
}
