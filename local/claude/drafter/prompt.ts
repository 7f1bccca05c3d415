import type { MessageRequest } from '../request.ts'
import { elements, unescapeXml } from './xml.ts'

export type Mail = { inbound: boolean; name: string; address: string; text: string }
type Passage = { id: string; title: string; text: string }

export type Prompt = {
  business: { professional: string; tone: string; signOff: string; language: string }
  passages: Passage[]
  subject: string
  mails: Mail[]
  /** What the professional has said to questions of before. */
  answers: string[]
  instruction: string
  /** What they have laid down for all their replies. */
  rules: string[]
}

/** Reads the delimited data out of the user turns; whatever stands inside stays data. */
export function readPrompt({ messages, system }: Pick<MessageRequest, 'messages' | 'system'>): Prompt {
  const text = messages
    .filter(({ role }) => role === 'user')
    .map(({ content }) => textOf(content))
    .join('\n')
  const [thread] = elements(text, 'thread')
  const [business] = elements(`${text}\n${textOf(system ?? '')}`, 'business')
  const inner = thread?.inner ?? ''

  return {
    business: readBusiness(business?.attributes ?? {}, business?.inner ?? ''),
    // Known by its name, as a passage is by its title.
    passages: [...elements(text, 'passage'), ...elements(text, 'snippet')].map(({ attributes, inner: body }) => ({
      id: attributes.id ?? '',
      title: attributes.title ?? attributes.name ?? '',
      text: unescapeXml(body).trim(),
    })),
    subject: thread?.attributes.subject ?? '',
    mails: elements(inner, 'message').map(({ attributes, inner: body }) => ({
      inbound: attributes.direction !== 'outbound',
      ...sender(attributes.from ?? ''),
      text: unescapeXml(body).trim(),
    })),
    answers: elements(text, 'answer').map(({ inner: body }) => unescapeXml(body).trim()),
    rules: elements(text, 'rule').map(({ inner: body }) => unescapeXml(body).trim()),
    instruction: unescapeXml(elements(text, 'instruction')[0]?.inner ?? '').trim(),
  }
}

function textOf(content: string | { type: string; [key: string]: unknown }[]): string {
  if (typeof content === 'string') return content
  return content.map(({ text }) => (typeof text === 'string' ? text : '')).join('\n')
}

// Elements, attributes or `key: value` lines: all three are natural in a prompt. Bare text is the sign-off.
function readBusiness(attributes: Record<string, string>, inner: string): Prompt['business'] {
  const lines = inner.matchAll(/^\s*([a-z_' -]{3,24}?)\s*:\s*(.+)$/gim)
  const fields = Object.entries({
    ...Object.fromEntries([...lines].map(([, key = '', value = '']) => [key, unescapeXml(value).trim()])),
    ...attributes,
    ...Object.fromEntries(
      [...inner.matchAll(/<([\w-]+)>([\s\S]*?)<\/\1>/g)].map(([, key = '', value = '']) => [
        key,
        unescapeXml(value).trim(),
      ]),
    ),
  })
  const field = (pattern: RegExp) =>
    fields.find(([key]) => pattern.test(key.toLowerCase().replaceAll(/[^a-z]/g, '')))?.[1] ?? ''

  return {
    professional: field(/^(theprofessional|professional|person|owner|author)(s?name)?$/),
    tone: field(/^tone/),
    signOff: field(/^(signoff|signature|closing)/) || (/<|^\s*\w+:/m.test(inner) ? '' : unescapeXml(inner).trim()),
    language: field(/^(language|locale)$/)
      .slice(0, 2)
      .toLowerCase(),
  }
}

function sender(from: string): { name: string; address: string } {
  const [, name = '', address = ''] = /^\s*"?([^"<]*?)"?\s*<([^>]*)>/.exec(from) ?? []
  return address ? { name, address } : { name: '', address: from.trim() }
}
