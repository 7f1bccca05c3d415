import * as z from 'zod'
import type { Context } from '../context.ts'
import { Unavailable } from '../errors.ts'

type Asked<S extends z.ZodType> = { model: string; system: string; prompt: string; schema: S; maxTokens: number }

/**
 * Asks the model and parses what it says. Nonsense is refused here, so that no caller ever handles unparsed text.
 * @throws {Unavailable} when the model is busy, refuses, stops in the middle or answers something else
 */
export async function ask<S extends z.ZodType>({ claude }: Context, asked: Asked<S>): Promise<z.output<S>> {
  const { schema, ...question } = asked
  const answer = await claude.answer({ ...question, schema: z.toJSONSchema(schema) as Record<string, unknown> })
  if (answer.outcome !== 'answered') throw new Unavailable(`The model ${answer.outcome.replace('_', ' ')}`)

  const parsed = schema.safeParse(readJson(answer.text))
  if (!parsed.success) throw new Unavailable('The model answered in another form than asked')
  return parsed.data
}

/** Postgres cannot hold a null character, nor JSON half a surrogate pair: what the model says of them is left out. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text, (_key, value) =>
      typeof value === 'string' ? value.replaceAll('\0', '').toWellFormed() : value,
    )
  } catch {
    return undefined
  }
}
