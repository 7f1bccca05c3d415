import * as z from 'zod'
import { Constants } from '../database.types.ts'

const GateKind = z.enum(Constants.public.Enums.gate_kind)
const GateEffect = z.enum(Constants.public.Enums.gate_effect)

export const Gate = z.object({
  id: z.uuid(),
  client_id: z.uuid(),
  kind: GateKind,
  value: z.string().describe('An address, a domain with all below it, or words of a subject or a text'),
  effect: GateEffect.describe('`never`: no model sees the conversation. `always`: no model says that none is needed'),
  created_at: z.string(),
})
export type Gate = z.infer<typeof Gate>

export const Gates = z.object({ items: z.array(Gate) })
export type Gates = z.infer<typeof Gates>

export const GateQuery = z.object({ client_id: z.uuid().optional() })
export type GateQuery = z.infer<typeof GateQuery>

const client_id = z.uuid()
const never = z.literal('never').default('never')
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .overwrite((value) => value.replace(/^@/, ''))
/** Something with a letter or a figure in it, which is all that is compared. */
const words = z
  .string()
  .trim()
  .min(2)
  .max(80)
  .overwrite((value) => value.toWellFormed())
  .regex(/[\p{L}\p{N}]/u)

export const SetGate = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.object({
      client_id,
      kind: z.literal('sender'),
      value: z.string().trim().toLowerCase().max(320).pipe(z.email()),
      effect: GateEffect.default('never'),
    }),
    z.object({
      client_id,
      kind: z.literal('domain'),
      value: domain.regex(/^[^\s@.]+(\.[^\s@.]+)+$/, 'Please give a domain, as in "example.com"'),
      effect: never,
    }),
    z.object({ client_id, kind: z.literal('topic'), value: words, effect: never }),
  ]),
)
export type SetGate = z.infer<typeof SetGate>
