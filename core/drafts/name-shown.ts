import type { PersonContext } from '../context.ts'
import type { Receipt } from './schema.ts'

type Named = Omit<Receipt['calls'][number]['texts'][number], 'kind'>

const MOST_OF_A_TITLE = 100

/** What the texts are called that a model was shown, as far as they are still there. Messages stand beside the draft. */
export async function nameShown({ db }: PersonContext, texts: { kind: string; id: string }[]): Promise<Named[]> {
  const among = (kind: string) => [...new Set(texts.filter((text) => text.kind === kind).map(({ id }) => id))]
  const [passages, files, memories, rules] = await Promise.all([
    db
      .from('passages')
      .select('id, source_id, position, knowledge_sources(title)')
      .in('id', among('passage'))
      .throwOnError(),
    db.from('attachments').select('id, filename').in('id', among('attachment')).throwOnError(),
    db.from('memories').select('id, body').in('id', among('memory')).throwOnError(),
    db.from('rules').select('id, name, body').in('id', among('rule')).throwOnError(),
  ])
  const named = [
    ...passages.data.map(({ id, source_id, position, knowledge_sources }) => ({
      id,
      title: knowledge_sources.title,
      passage: { source_id, position },
    })),
    ...files.data.map(({ id, filename }) => ({ id, title: filename })),
    ...memories.data.map(({ id, body }) => ({ id, title: body })),
    ...rules.data.map(({ id, name, body }) => ({ id, title: name || body })),
  ]
  return named.map((one) => ({ ...one, title: [...one.title].slice(0, MOST_OF_A_TITLE).join('') }))
}
