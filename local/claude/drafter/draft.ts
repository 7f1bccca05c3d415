import { isRecord } from '../record.ts'
import type { MessageRequest } from '../request.ts'
import { conforms } from '../schema/conforms.ts'
import { instance } from '../schema/instance.ts'
import { properties, resolve, type Schema } from '../schema/schema.ts'
import { compose } from './compose.ts'
import { judge } from './judge.ts'
import { readPrompt } from './prompt.ts'
import { triage } from './triage.ts'

/** Recognises the task by the answer's schema and fills it; without a schema the reply itself is the answer. */
export function draft(request: MessageRequest): string {
  const schema = request.output_config?.format?.schema
  if (!schema) return compose(readPrompt(request)).body

  const wanted = properties(resolve(schema, schema))
  const said =
    'needs_reply' in wanted
      ? triage(readPrompt(request))
      : 'body' in wanted
        ? asking(compose(readPrompt(request)), wanted)
        : 'deletable' in wanted
          ? judge(request)
          : {}
  return JSON.stringify(fill(schema, wanted, said))
}

/** Questions are words, or words with answers to choose from: as the schema has them. */
function asking({ questions, ...said }: ReturnType<typeof compose>, wanted: Record<string, unknown>) {
  const plain = conforms([''], wanted.questions, {})
  return { ...said, questions: plain ? questions : questions.map((question) => ({ question, options: [] })) }
}

// Members the schema does not know are dropped, members it wants beyond ours get their smallest value.
function fill(schema: Schema, wanted: Schema, said: Record<string, unknown>): unknown {
  const smallest = instance(schema, schema)
  if (!isRecord(smallest)) return smallest
  const fitting = Object.entries(said).filter(([key, value]) => key in wanted && conforms(value, wanted[key], schema))
  return { ...smallest, ...Object.fromEntries(fitting) }
}
