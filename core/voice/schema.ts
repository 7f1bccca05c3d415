import * as z from 'zod'
import { Constants } from '../database.types.ts'

export const Formality = z.enum(Constants.public.Enums.formality)
export type Formality = z.infer<typeof Formality>
export const MemoryScope = z.enum(Constants.public.Enums.memory_scope)
export const MemoryOrigin = z.enum(Constants.public.Enums.memory_origin)
export const MemoryLesson = z.enum(Constants.public.Enums.memory_lesson)

export const Voice = z.object({
  id: z.uuid(),
  client_id: z.uuid(),
  recipient: z.string().describe('To whom; empty for how one writes in general'),
  language: z.string().describe('ISO 639-1 code'),
  greeting: z.string().describe('[name] stands for whom it names; empty where there is no usual one'),
  sign_off: z.string(),
  words: z.int().describe('How long a letter typically is; 0 where that is not known'),
  formality: Formality.nullable(),
  phrases: z.array(z.string()),
  letters: z.int().describe('How many sent letters it was measured in'),
  edited_by_person: z.boolean().describe('Then learning leaves it as it is'),
  created_at: z.string(),
  updated_at: z.string(),
})
export type Voice = z.infer<typeof Voice>

export const OwnerQuery = z.object({ client_id: z.uuid().optional() })
export type OwnerQuery = z.infer<typeof OwnerQuery>

export const VoiceList = z.object({ items: z.array(Voice) })
export type VoiceList = z.infer<typeof VoiceList>

/** One line, with nothing in it that cannot be read. */
export const line = (most: number) =>
  z
    .string()
    .overwrite((written) =>
      written
        .toWellFormed()
        .replaceAll(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
        .trim(),
    )
    .max(most)

export const EditVoice = z
  .object({
    greeting: line(100),
    sign_off: line(100),
    words: z.int().min(0).max(10_000),
    formality: Formality.or(z.literal('')).describe('Empty for neither'),
    phrases: z.array(line(100).min(1)).max(10),
    edited_by_person: z.boolean().describe('False hands it back to learning'),
  })
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, 'There is nothing to save')
export type EditVoice = z.infer<typeof EditVoice>

export const LearnVoice = z.object({ client_id: z.uuid() })
export type LearnVoice = z.infer<typeof LearnVoice>

export const Memory = z.object({
  id: z.uuid(),
  client_id: z.uuid(),
  scope: MemoryScope,
  scope_value: z.string().describe('The address, the domain or the words of the topic; empty for everywhere'),
  body: z.string(),
  origin: MemoryOrigin.describe('Learnt from an edit, or what a person has said'),
  lesson: MemoryLesson.nullable(),
  language: z.string(),
  draft_id: z.uuid().nullable().describe('The draft whose edit taught it last'),
  created_at: z.string(),
  updated_at: z.string(),
})
export type Memory = z.infer<typeof Memory>

export const MemoryList = z.object({ items: z.array(Memory) })
export type MemoryList = z.infer<typeof MemoryList>

const value = line(320).min(1, 'Please fill this in')
const contact = value.toLowerCase().regex(/^\S+@\S+$/, 'This is no address')
const domain = value.toLowerCase().regex(/^[^\s@]+\.[^\s@]+$/, 'This is no domain')
const topic = value
  .regex(/[\p{L}\p{N}]/u, 'Please name it in words')
  .describe('Its words; all of them stand in the mails it is for')

/** Something said, and for which mails it is. */
export const scoped = <Said extends z.ZodRawShape>(said: z.ZodObject<Said>) =>
  z.discriminatedUnion('scope', [
    said.extend({ scope: z.literal('everywhere') }),
    said.extend({ scope: z.literal('contact'), scope_value: contact }),
    said.extend({ scope: z.literal('domain'), scope_value: domain }),
    said.extend({ scope: z.literal('topic'), scope_value: topic }),
  ])

/** A sentence, and for which mails it is. */
export const WriteMemory = z.lazy(() => scoped(z.object({ body: line(300).min(1, 'Please fill this in') })))
export type WriteMemory = z.infer<typeof WriteMemory>

export const AddMemory = z.intersection(z.object({ client_id: z.uuid() }), WriteMemory)
export type AddMemory = z.infer<typeof AddMemory>
