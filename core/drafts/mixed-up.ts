import { mixUps } from '../claims/mix-up.ts'
import type { Topic } from '../claims/topics.ts'
import type { Found } from '../knowledge/schema.ts'
import type { FoundClaim } from './check-body.ts'
import type { Evidence } from './evidence.ts'

/** What may be another conversation's: only their subjects can tell, and those are in the database. */
export type OpenTopic = Pick<Topic, 'text' | 'words'>
export type Mixed = { claims: FoundClaim[]; topics: OpenTopic[] }

const MOST_TOPICS = 40

/** Where a body speaks of a matter that is not this conversation's, as far as that can be told from what the model was shown. */
export function mixedUp(body: string, language: string, { pieces }: Evidence, passages: Found[]): Mixed {
  const letters = passages.filter(({ kind }) => kind === 'sent_mail')
  const { marks, open } = mixUps(
    body,
    language,
    pieces,
    letters.map(({ headings, body: text }) => ({ about: headings.join(' '), text })),
  )
  return {
    claims: marks.map(({ text, elsewhere, letter }) => {
      const from = letter === null ? undefined : letters[letter]
      const place = from && { passage_id: from.id, title: from.headings[0] || from.title }
      return { kind: 'matter' as const, text, quote: '', source: null, elsewhere, ...place }
    }),
    topics: open.slice(0, MOST_TOPICS),
  }
}
