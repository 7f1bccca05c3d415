import type { Brief } from './brief.ts'
import type { SkipReason } from './schema.ts'

/** Why no model may see this conversation, if the business has said so; asked before every one of them. */
export function forbiddenBy({ gate }: Brief): { reason: SkipReason; why: string } | undefined {
  if (gate?.effect !== 'never') return undefined
  const reason = gate.kind === 'topic' ? 'never_for_topic' : 'never_for_sender'
  return { reason, why: `You said never for "${gate.value}"` }
}
