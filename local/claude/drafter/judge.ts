import type { MessageRequest } from '../request.ts'
import { fold } from './fold.ts'
import { sentences } from './sentences.ts'
import { elements, unescapeXml } from './xml.ts'

/**
 * Judges by words in common, and so only roughly: a figure or a name that stands nowhere is unsupported, what shares no
 * word with the reply is unanswered, and a sentence that shares none with mail and passages could be deleted.
 */
export function judge({ messages }: Pick<MessageRequest, 'messages'>) {
  const text = messages.map(({ content }) => (typeof content === 'string' ? content : '')).join('\n')
  const inner = (name: string) => elements(text, name).map((one) => unescapeXml(one.inner))
  const material = fold([...inner('passage'), ...inner('message'), ...inner('ask')].join('\n'))
  const paragraphs = (inner('reply')[0] ?? '').trim().split(/\n\s*\n/)
  const said = sentences(paragraphs.slice(1, -1).join('\n'))
  const known = stems(material)
  const reply = stems(said.join(' '))

  const unsupported = said.filter((sentence) => figures(sentence).some((one) => !material.includes(fold(one))))
  return {
    faithful: unsupported.length === 0,
    unsupported,
    unanswered: inner('ask').filter((asked) => ![...stems(asked)].some((stem) => reply.has(stem))),
    deletable: said.filter((sentence) => ![...stems(sentence)].some((stem) => known.has(stem))),
    tone: said.some((sentence) => sentence.endsWith('!')) ? 'too_warm' : 'fitting',
  }
}

/** Words of more than three letters, without their endings. */
const stems = (text: string) => new Set((fold(text).match(/\p{L}{4,}/gu) ?? []).map((word) => word.slice(0, 5)))

/** Figures, and capitals within a sentence. */
const figures = (sentence: string) => sentence.match(/\d[\d.,:]*\d|\d|(?<=[\p{Ll},] )\p{Lu}\p{Ll}+/gu) ?? []
