import type { PersonContext } from '../context.ts'
import { DatabaseError, Refusal } from '../errors.ts'
import { COLUMNS } from './get.ts'
import { type AddSource, Source } from './schema.ts'

const MOST_BYTES = 3_000_000
/** Postgres: invalid_parameter_value, as the function in the migration raises it. */
const TOO_MUCH = '22023'
/** Postgres: unique_violation. */
const TWICE = '23505'

/** Keeps what was given and has it read. What cannot be read says so on the source, not here. */
export async function addSource({ db }: PersonContext, given: AddSource): Promise<Source> {
  const { title, url = '', filename = '', mailbox, content } = partsOf(given)
  if (!content.length && given.kind === 'file') throw new Refusal('invalid', 'This file is empty')
  if (content.length > MOST_BYTES) throw new Refusal('invalid', 'A source can have at most 3 MB')

  const { data, error } = await db
    .rpc('add_source', {
      client: given.client_id,
      kind: given.kind,
      title: title.slice(0, 200).toWellFormed(),
      url,
      filename,
      base64: content.toString('base64'),
      ...(mailbox && { mailbox }),
    })
    .select(COLUMNS)
  if (error?.code === TOO_MUCH)
    throw new Refusal('invalid', 'A business can have at most 2,000 sources, 200 MB together')
  if (error?.code === TWICE) throw new Refusal('conflict', 'The sent mail of this mailbox is a source already')
  if (error) throw new DatabaseError(error)
  const [source] = data
  if (!source) throw new Refusal('not_found', `There is no such ${mailbox ? 'mailbox' : 'business'}`)

  return Source.parse(source)
}

type Parts = { title: string; url?: string; filename?: string; mailbox?: string; content: Buffer }

function partsOf(given: AddSource): Parts {
  switch (given.kind) {
    case 'text':
      return { title: given.title, content: Buffer.from(given.text) }
    case 'answer':
      return { title: given.question, content: Buffer.from(given.answer) }
    case 'file':
      return { title: given.filename, filename: given.filename, content: Buffer.from(given.content, 'base64') }
    case 'sent_mail':
      // It is called as its mailbox is.
      return { title: '', mailbox: given.mailbox_id, content: Buffer.alloc(0) }
    case 'website':
      return { title: given.url, url: given.url, content: Buffer.alloc(0) }
  }
}
