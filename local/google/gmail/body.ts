import type { Context } from 'hono'
import * as z from 'zod'
import { GoogleError } from '../errors.ts'
import { fieldValue, readFields } from '../mime/fields.ts'
import { readParameters } from '../mime/parameters.ts'
import { sections, splitHead } from '../mime/part.ts'

// Gmail's upload limit for messages and drafts: 35 MB.
const limit = 36_700_160

export type MessageInput = { raw: Buffer | undefined; threadId: string | undefined; labelIds: string[] }
export type DraftInput = { id: string | undefined; message: MessageInput | undefined }

const Message = z.object({
  raw: z.string().nullish(),
  threadId: z.string().nullish(),
  labelIds: z.array(z.string()).nullish(),
})
const Draft = z.object({ id: z.string().nullish(), message: Message.nullish() })

export async function readMessage(c: Context): Promise<MessageInput> {
  const { resource, media } = await readBody(c)
  return input(valid(Message, resource), media)
}

export async function readDraft(c: Context): Promise<DraftInput> {
  const { resource, media } = await readBody(c)
  const { id, message } = valid(Draft, resource)
  return { id: id ?? undefined, message: message || media ? input(message ?? {}, media) : undefined }
}

export async function readResource<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<z.infer<Schema>> {
  return valid(schema, parseJson(await c.req.text()))
}

/** The source of a message that has to have one. */
export function requireRaw(message: MessageInput | undefined): Buffer {
  if (message?.raw) return message.raw
  throw new GoogleError(400, "'raw' RFC822 payload message string or uploading message via /upload/* URL required")
}

/** A JSON resource, a plain upload, or both in a multipart/related upload. */
async function readBody(c: Context): Promise<{ resource: unknown; media?: Buffer }> {
  const body = Buffer.from(await c.req.arrayBuffer())
  const type = readParameters(c.req.header('content-type') ?? '')
  if (!c.req.path.startsWith('/upload/')) return { resource: parseJson(body.toString()) }
  if (type.value !== 'multipart/related') return { resource: {}, media: withinLimit(body) }
  const [metadata, media] = sections(body, type.parameters.get('boundary') ?? '').map(splitHead)
  if (!metadata || !media) throw new GoogleError(400, 'Failed to parse the multipart/related upload')
  const base64 = fieldValue(readFields(media.head.toString()), 'content-transfer-encoding')?.toLowerCase() === 'base64'
  return {
    resource: parseJson(metadata.body.toString()),
    media: withinLimit(base64 ? Buffer.from(media.body.toString(), 'base64') : media.body),
  }
}

function input(message: z.infer<typeof Message>, media: Buffer | undefined): MessageInput {
  const { raw, threadId, labelIds } = message
  return {
    raw: media ?? (raw ? decodeRaw(raw) : undefined),
    threadId: threadId || undefined,
    labelIds: labelIds ?? [],
  }
}

function decodeRaw(raw: string): Buffer {
  if (!/^[A-Za-z0-9+/_-]*=*$/.test(raw)) throw new GoogleError(400, "Invalid value at 'message.raw' (TYPE_BYTES)")
  return withinLimit(Buffer.from(raw, 'base64'))
}

function withinLimit(source: Buffer): Buffer {
  if (source.length > limit) throw new GoogleError(413, 'Request Entity Too Large')
  return source
}

function parseJson(text: string): unknown {
  if (text.trim() === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new GoogleError(400, 'Invalid JSON payload received.', 'parseError')
  }
}

function valid<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw new GoogleError(400, `Invalid value at '${parsed.error.issues[0]?.path.join('.') ?? ''}'`)
}
