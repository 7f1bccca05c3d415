import { COMPOSE } from '../../core/drafts/compose.prompt.ts'
import type { Claude } from '../../core/providers/claude.ts'

/** The same model, told other rules than those of this working tree. */
export const ruledBy = (rules: string, { answer }: Claude): Claude => ({
  answer: (question) => answer({ ...question, system: question.system === COMPOSE ? rules : question.system }),
})
