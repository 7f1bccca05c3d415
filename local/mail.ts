import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { professional } from './seed/people.ts'

const USAGE = `npm run mail -- --from "Nora Fenwick <nora@brackenmillcycles.example>" --subject "…" --body "…"
  --to <local mailbox>   ${professional.email} unless named
  --body -               reads the body from standard input
  --in-reply-to <id>     the Message-ID it answers
  --url <address>        http://127.0.0.1:3000 unless named`

const Answer = z.union([z.object({ id: z.string() }), z.object({ error: z.string() })])

try {
  process.stdout.write(`${await mail(process.argv.slice(2))}\n`)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}

/** Sends a mail into the running world. Answers the line to print. */
async function mail(args: string[]): Promise<string> {
  const { from, to, subject, body, url, ...rest } = readArguments(args)
  if (!from) throw new Error(`Say who sends it with --from.\n\n${USAGE}`)
  if (body === undefined) throw new Error(`Say what it says with --body.\n\n${USAGE}`)

  const words = body === '-' ? await text(process.stdin) : body
  const answer = await post(url, { from, to, subject, body: words, in_reply_to: rest['in-reply-to'] })
  if ('error' in answer) throw new Error(answer.error)
  return `Delivered to ${to}: ${url}/local/mailboxes/${encodeURIComponent(to)}/${answer.id}`
}

function readArguments(args: string[]) {
  const string = { type: 'string' } as const
  const options = {
    from: string,
    to: { ...string, default: professional.email as string },
    subject: { ...string, default: '' },
    body: string,
    'in-reply-to': { ...string, default: '' },
    url: { ...string, default: 'http://127.0.0.1:3000' },
  }
  try {
    const { values } = parseArgs({ args, options })
    return { ...values, url: values.url.replace(/\/$/, '') }
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n\n${USAGE}`)
  }
}

async function post(url: string, body: unknown): Promise<z.infer<typeof Answer>> {
  const response = await fetch(`${url}/local/mail`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }).catch(() => undefined)
  const answer = Answer.safeParse(await response?.json().catch(() => undefined))
  if (!answer.success) throw new Error(`No local world answers at ${url}. Start it with: npm start`)
  return answer.data
}
