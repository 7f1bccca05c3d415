import type { HonoRequest } from 'hono'
import type * as z from 'zod'
import { AuthFailure } from './failure.ts'

/** The body as the schema says, or GoTrue's `validation_failed`. An absent body counts as an empty one. */
export async function read<S extends z.ZodType>(request: HonoRequest, schema: S): Promise<z.output<S>> {
  const text = await request.text()
  const result = schema.safeParse(parse(text || '{}'))
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new AuthFailure(
    400,
    'validation_failed',
    `${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'is not valid'}`,
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new AuthFailure(400, 'bad_json', 'Could not parse request body as JSON')
  }
}
