import * as z from 'zod'
import { Constants } from '../database.types.ts'
import { line, MemoryScope, scoped } from '../voice/schema.ts'

const MOST_OF_AN_INSTRUCTION = 500
const MOST_OF_A_SNIPPET = 2000

export const RuleKind = z
  .enum(Constants.public.Enums.rule_kind)
  .describe('`instruction`: what to do or to leave. `snippet`: the words to say something in')

const Said = {
  name: z.string().describe('What a snippet is for; empty for an instruction'),
  body: z.string(),
  scope: MemoryScope,
  scope_value: z.string().describe('The address, the domain or the words of the topic; empty for everywhere'),
  active: z.boolean().describe('Otherwise it is kept, and told to no model'),
  version: z.int(),
  created_at: z.string(),
}

export const Rule = z.object({ id: z.uuid(), client_id: z.uuid(), kind: RuleKind, ...Said, updated_at: z.string() })
export type Rule = z.infer<typeof Rule>

export const RuleList = z.object({ items: z.array(Rule) })
export type RuleList = z.infer<typeof RuleList>

export const RuleVersion = z.object({ rule_id: z.uuid(), ...Said })
export type RuleVersion = z.infer<typeof RuleVersion>

export const RuleVersions = z.object({ items: z.array(RuleVersion) })
export type RuleVersions = z.infer<typeof RuleVersions>

/** Some lines, with nothing in them that cannot be read. */
const lines = (most: number) =>
  z
    .string()
    .overwrite((written) =>
      written
        .toWellFormed()
        .replaceAll(/\r\n?/g, '\n')
        .replaceAll(/[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/gu, ' ')
        .trim(),
    )
    .min(1, 'Please fill this in')
    .max(most)

const instruction = z.object({
  kind: z.literal('instruction'),
  name: z.literal('').default(''),
  body: lines(MOST_OF_AN_INSTRUCTION),
})
const snippet = z.object({
  kind: z.literal('snippet'),
  name: line(80).min(1, 'Please fill this in'),
  body: lines(MOST_OF_A_SNIPPET),
})

export const WriteRule = z.lazy(() => z.discriminatedUnion('kind', [scoped(instruction), scoped(snippet)]))
export type WriteRule = z.infer<typeof WriteRule>

const active = z.boolean().default(true)

export const AddRule = z.intersection(z.object({ client_id: z.uuid(), active }), WriteRule)
export type AddRule = z.infer<typeof AddRule>

const version = z.int().describe('As it was read; refused when it is another by now')

export const ChangeRule = z.intersection(z.object({ version, active }), WriteRule)
export type ChangeRule = z.infer<typeof ChangeRule>

export const RestoreRule = z.object({ version, restores: z.int().describe('The version it is to read like again') })
export type RestoreRule = z.infer<typeof RestoreRule>

const most = z.int().min(1).max(10).default(5)

export const FindTrials = z.lazy(() => z.intersection(z.object({ client_id: z.uuid(), most }), scoped(z.object({}))))
export type FindTrials = z.infer<typeof FindTrials>

export const Trials = z.object({
  items: z.array(
    z.object({
      id: z.uuid(),
      subject: z.string(),
      from_name: z.string(),
      from_address: z.string(),
      received_at: z.string(),
    }),
  ),
})
export type Trials = z.infer<typeof Trials>

export const TryRule = z.object({
  message_id: z.uuid(),
  rule: WriteRule.nullable().describe('As it would read; null where one would be left out'),
  replaces: z.uuid().optional().describe('The rule it would be instead of'),
})
export type TryRule = z.infer<typeof TryRule>

const Reply = z.object({
  body: z.string(),
  unsupported: z.array(z.string()).describe('What it says that nothing known bears out'),
})

export const Trial = z.object({ message_id: z.uuid(), language: z.string(), without: Reply, with: Reply })
export type Trial = z.infer<typeof Trial>
