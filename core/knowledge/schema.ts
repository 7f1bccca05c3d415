import * as z from 'zod'
import { Constants } from '../database.types.ts'

export const SourceKind = z.enum(Constants.public.Enums.source_kind)
export const SourceStatus = z.enum(Constants.public.Enums.source_status)
export const SourceFailure = z.enum(Constants.public.Enums.source_failure)
export type SourceFailure = z.infer<typeof SourceFailure>
export const SearchPart = z.enum(Constants.public.Enums.search_part)

const limit = z.coerce.number().int().min(1).max(100).default(50)

export const Source = z.object({
  id: z.uuid(),
  client_id: z.uuid(),
  kind: SourceKind,
  title: z.string(),
  url: z.string(),
  filename: z.string(),
  size_bytes: z.int(),
  language: z.string().describe('ISO 639-1 code; empty where it is not known'),
  status: SourceStatus,
  failure: SourceFailure.nullable().describe(
    'Why it could not be read; what an earlier reading found is still searched',
  ),
  passages: z.int().describe('How many passages of it are searched'),
  total: z.int().nullable().describe('How many the reading under way has found; null before it knows'),
  done: z.int().describe('How many of those are embedded'),
  embedding_model: z.string().describe('Empty where it is found by its words alone'),
  read_at: z.string().nullable().describe('When what is searched was read'),
  created_at: z.string(),
  updated_at: z.string(),
})
export type Source = z.infer<typeof Source>

export const SourceQuery = z.object({
  client_id: z.uuid().optional(),
  cursor: z.string().max(200).optional(),
  limit,
})
export type SourceQuery = z.infer<typeof SourceQuery>

export const SourcePage = z.object({ items: z.array(Source), next: z.string().nullable() })
export type SourcePage = z.infer<typeof SourcePage>

/** Something an eye can see. */
const VISIBLE = /[^\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u
const FAITHLESS = /\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u

const name = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => VISIBLE.test(text), 'Please fill this in')
    .refine((text) => text.isWellFormed() && !FAITHLESS.test(text), 'This holds characters nobody can read')

const text = (most: number) =>
  z
    .string()
    .max(most)
    .overwrite((written) => written.replace(/\r\n?/g, '\n').replaceAll('\0', '').toWellFormed().trim())
    .refine((written) => VISIBLE.test(written), 'Please fill this in')

const title = name(200)

const Owner = z.object({ client_id: z.uuid() })

/** Lazy, as all that is put together from many shapes: it is built with the first that is sent, not when a door starts. */
export const AddSource = z.lazy(() =>
  z.discriminatedUnion('kind', [
    Owner.extend({ kind: z.literal('text'), title, text: text(500_000) }),
    Owner.extend({ kind: z.literal('answer'), question: title, answer: text(6000) }),
    Owner.extend({
      kind: z.literal('file'),
      filename: name(255),
      content: z.base64().describe('PDF, DOCX, Markdown, HTML or text; at most 3 MB'),
    }),
    Owner.extend({
      kind: z.literal('sent_mail'),
      mailbox_id: z
        .uuid()
        .describe('Whose latest sent mail becomes knowledge, without what it quotes; read once more when asked to'),
    }),
    Owner.extend({
      kind: z.literal('website'),
      url: z.url({ protocol: /^https?$/, error: 'This is not a web address' }).max(2000),
    }),
  ]),
)
export type AddSource = z.infer<typeof AddSource>

export const RenameSource = z.object({ title })
export type RenameSource = z.infer<typeof RenameSource>

/** Where in its source a passage stands. */
const Place = z.object({
  position: z.int().describe('The how manieth passage of its source it is, from 1 on'),
  headings: z.array(z.string()).describe('The headings it stands under, outermost first'),
  page: z.int().nullable().describe('The page it begins on, where there are pages'),
  begins: z.int().describe('Its first character in the text of the source'),
  ends: z.int(),
})

export const Passage = Place.extend({ id: z.uuid(), body: z.string() })
export type Passage = z.infer<typeof Passage>

export const PassageQuery = z.object({
  behind: z.coerce.number().int().min(0).max(1_000_000).default(0).describe('The position to go on behind'),
  limit,
})
export type PassageQuery = z.infer<typeof PassageQuery>

export const PassagePage = z.object({ items: z.array(Passage), next: z.int().nullable() })
export type PassagePage = z.infer<typeof PassagePage>

export const Search = z.object({
  client_id: z.uuid(),
  query: text(1000),
  most: z.int().min(1).max(50).default(10),
})
export type Search = z.input<typeof Search>

export const Found = Place.extend({
  id: z.uuid(),
  source_id: z.uuid(),
  kind: SourceKind,
  title: z.string().describe('Of its source'),
  url: z.string(),
  body: z.string(),
  language: z.string(),
  score: z.number().describe('Reciprocal ranks, summed: compares passages of one answer only'),
  likeness: z.number().nullable().describe('Cosine between question and passage; null where meaning did not find it'),
  found_by: z.array(SearchPart),
})
export type Found = z.infer<typeof Found>

export const SearchAnswer = z.object({
  mode: z
    .enum(['hybrid', 'lexical'])
    .describe('Lexical: by words and spelling alone, for the meaning could not be asked'),
  items: z.array(Found),
})
export type SearchAnswer = z.infer<typeof SearchAnswer>
