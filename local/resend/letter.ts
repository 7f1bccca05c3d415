import * as z from 'zod'

export type Letter = {
  id: string
  /** ISO 8601. */
  at: string
  from: string
  to: string[]
  cc: string[]
  bcc: string[]
  replyTo: string[]
  subject: string
  html: string | null
  text: string | null
  headers: Record<string, string>
  tags: { name: string; value: string }[]
  attachments: { filename: string; contentType: string | null; content: string | null; path: string | null }[]
  scheduledAt: string | null
  lastEvent: 'queued' | 'scheduled' | 'sent' | 'delivered' | 'bounced' | 'complained'
}

export const addressFormat =
  'The email address needs to follow the `email@example.com` or `Name <email@example.com>` format.'

const Address = z.string().regex(/^(?:[^<>]*<[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+\.[^\s<>@]+)$/, {
  error: addressFormat,
})

const Addresses = z.union([Address, z.array(Address).min(1).max(50)], { error: addressFormat })
const Tag = z.object({
  name: z.string().regex(/^[\w-]{1,256}$/, 'Tags should only contain ASCII letters, numbers, underscores, or dashes.'),
  value: z.string().regex(/^[\w-]{0,256}$/, 'Tags should only contain ASCII letters, numbers, underscores, or dashes.'),
})

/** Resend: send email, the fields as they come over the wire. */
export const EmailRequest = z.object({
  from: Address,
  to: Addresses,
  subject: z.string().min(1),
  cc: Addresses.optional(),
  bcc: Addresses.optional(),
  reply_to: Addresses.optional(),
  html: z.string().optional(),
  text: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  tags: z.array(Tag).max(75).optional(),
  attachments: z
    .array(
      z.object({
        filename: z.string().optional(),
        content: z.string().optional(),
        path: z.string().optional(),
        content_type: z.string().optional(),
      }),
    )
    .optional(),
  scheduled_at: z.string().optional(),
})

export type EmailRequest = z.infer<typeof EmailRequest>

export function letterOf(id: string, at: string, request: EmailRequest): Letter {
  const list = (value: string | string[] | undefined) => (value === undefined ? [] : [value].flat())
  return {
    id,
    at,
    from: request.from,
    to: list(request.to),
    cc: list(request.cc),
    bcc: list(request.bcc),
    replyTo: list(request.reply_to),
    subject: request.subject,
    html: request.html ?? null,
    text: request.text ?? null,
    headers: request.headers ?? {},
    tags: request.tags ?? [],
    attachments: (request.attachments ?? []).map(({ filename = 'attachment', content_type, content, path }) => ({
      filename,
      contentType: content_type ?? null,
      content: content ?? null,
      path: path ?? null,
    })),
    scheduledAt: request.scheduled_at ?? null,
    lastEvent: request.scheduled_at ? 'scheduled' : 'queued',
  }
}
