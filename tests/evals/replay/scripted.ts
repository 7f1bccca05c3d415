import type { MessageRequest } from '../../../local/claude/request.ts'

export const BODY = 'Dear Ben,\n\nThe deed is ready and you can have it whenever you like.\n\nKind regards\nAda'

/** A model that says what it is told here, and a judge to whom everything is right that does not promise. */
export const scripted =
  (write: (request: MessageRequest) => string | object) =>
  (request: MessageRequest): string | object => {
    const format = JSON.stringify(request.output_config)
    if (format.includes('needs_reply')) return { needs_reply: true, reason: 'Asks', language: 'en' }
    if (format.includes('deletable')) return judged(!JSON.stringify(request.messages).includes('guarantee'))
    const written = write(request)
    return typeof written === 'string' ? { language: 'en', body: written, alternatives: [], questions: [] } : written
  }

const judged = (faithful: boolean) => ({ faithful, unsupported: [], unanswered: [], deletable: [], tone: 'fitting' })
