import type { gmail_v1 } from 'googleapis/build/src/apis/gmail/index.js'
import type { Env } from '../env.ts'
import { Unauthorized, Unavailable } from '../errors.ts'
import { type Api, unlessMissing } from './gmail-api.ts'

/** Which one: Gmail's own ids of attachments change with every listing. */
export type Wanted = { filename: string; nth: number; name: (raw: string) => string }
/** The bytes of one attachment as they arrive; undefined when Gmail lists none of that name. */
export type OpenAttachment = (messageId: string, wanted: Wanted) => Promise<ReadableStream<Uint8Array> | undefined>

export function attachmentsOf(env: Env, accessToken: string, api: Api): OpenAttachment {
  return async (messageId, { filename, nth, name }) => {
    const users = await api()
    const message = await unlessMissing(() => users.messages.get({ userId: 'me', id: messageId, format: 'full' }))
    const named = leavesOf(message?.data.payload).filter((part) => part.filename && name(part.filename) === filename)
    const body = named[nth]?.body
    if (body?.data) return new Blob([Buffer.from(body.data, 'base64url')]).stream()
    if (!body?.attachmentId) return undefined

    const address = `${env.GMAIL_URL}/gmail/v1/users/me/messages/${encodeURIComponent(messageId)}/attachments/${encodeURIComponent(body.attachmentId)}`
    const answer = await fetch(address, { headers: { authorization: `Bearer ${accessToken}` } })
    if (answer.status === 401) throw new Unauthorized('Gmail does not accept the token')
    if (answer.status === 404) return undefined
    if (!answer.ok || !answer.body) throw new Unavailable(`Gmail answers ${answer.status}`)
    return answer.body.pipeThrough(decodeData())
  }
}

function leavesOf(part: gmail_v1.Schema$MessagePart | undefined): gmail_v1.Schema$MessagePart[] {
  return part?.parts?.length ? part.parts.flatMap(leavesOf) : part ? [part] : []
}

/** Gmail sends an attachment as base64 inside a JSON object. It is decoded on its way, never held. */
export function decodeData(): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder('latin1')
  let [before, text, inside, ended] = ['', '', false, false]
  return new TransformStream({
    transform(chunk, controller) {
      let rest = decoder.decode(chunk, { stream: true })
      if (!inside) {
        before += rest
        const opening = /"data"\s*:\s*"/.exec(before)
        if (!opening) {
          if (before.length > 10_000) controller.error(new Unavailable('Gmail sends an attachment without data'))
          return
        }
        rest = before.slice(opening.index + opening[0].length)
        inside = true
      }
      if (ended) return
      const closing = rest.indexOf('"')
      ended = closing >= 0
      text += ended ? rest.slice(0, closing) : rest
      const whole = ended ? text.length : text.length - (text.length % 4)
      if (whole > 0) controller.enqueue(Buffer.from(text.slice(0, whole), 'base64url'))
      text = text.slice(whole)
    },
    flush(controller) {
      if (!ended) controller.error(new Unavailable('Gmail broke off in the middle of an attachment'))
    },
  })
}
