import * as z from 'zod'
import type { LabelChange } from '../mailbox/relabel.ts'

/** The body of every `modify` call. */
export const LabelEdit = z.object({
  addLabelIds: z.array(z.string()).nullish(),
  removeLabelIds: z.array(z.string()).nullish(),
})

export function labelChange({ addLabelIds, removeLabelIds }: z.infer<typeof LabelEdit>): LabelChange {
  return { add: addLabelIds ?? [], remove: removeLabelIds ?? [] }
}
