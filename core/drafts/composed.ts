import * as z from 'zod'
import { Question } from './schema.ts'

/** What the model must answer with. Recipients, subject and headers are none of its business. */
export const Composed = z.strictObject({
  language: z.string().describe('ISO 639-1 code of the language the reply is written in'),
  body: z.string().describe('The reply as plain text, paragraphs separated by blank lines'),
  alternatives: z
    .array(z.string())
    .describe(
      'Up to two other whole replies, only where it can be answered in opposite ways, as yes or no; often none',
    ),
  questions: z.array(Question).describe('Up to three facts that are missing; often none'),
})
