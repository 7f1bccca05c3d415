import { Hono } from 'hono'
import { GoogleError } from '../errors.ts'
import { fieldValue, readFields } from '../mime/fields.ts'
import { readParameters } from '../mime/parameters.ts'
import { sections, splitHead } from '../mime/part.ts'

const maxCalls = 100

/** Many calls in one request (Gmail: "Batching requests"); each part is a whole HTTP request with its own outcome. */
export function batchRoutes(answer: (request: Request) => Promise<Response>): Hono {
  const app = new Hono()
  app.post('/', async (c) => {
    const { value, parameters } = readParameters(c.req.header('content-type') ?? '')
    const boundary = parameters.get('boundary') ?? ''
    if (value !== 'multipart/mixed' || boundary === '') {
      throw new GoogleError(400, 'Failed to parse batch request, error: missing boundary')
    }
    const calls = sections(Buffer.from(await c.req.arrayBuffer()), boundary)
    if (calls.length > maxCalls) {
      throw new GoogleError(400, `The batch request could not be processed. Max calls: ${maxCalls}`)
    }
    const parts: string[] = []
    for (const call of calls) parts.push(await perform(call, c.req.raw, answer))
    const written = parts.map((part) => `--batch_local\r\n${part}\r\n`).join('')
    return c.body(`${written}--batch_local--\r\n`, 200, { 'content-type': 'multipart/mixed; boundary=batch_local' })
  })
  return app
}

async function perform(part: Buffer, outer: Request, answer: (request: Request) => Promise<Response>): Promise<string> {
  const { head, body } = splitHead(part)
  const inner = splitHead(body)
  const [requestLine = '', ...lines] = inner.head.toString().split(/\r?\n/)
  const [method = '', path = ''] = requestLine.trim().split(/\s+/)
  const fields = readFields(lines.join('\n'))
  const authorization = fieldValue(fields, 'authorization') ?? outer.headers.get('authorization') ?? ''
  const headers = new Headers({ authorization: printable(authorization) })
  headers.set('content-type', printable(fieldValue(fields, 'content-type') ?? 'application/json'))
  const response = await answerOne(answer, { method, path, headers, body: inner.body }, outer.url)
  const contentId = fieldValue(readFields(head.toString()), 'content-id')?.replace(/^<|>$/g, '')
  return [
    'Content-Type: application/http',
    ...(contentId ? [`Content-ID: <response-${contentId}>`] : []),
    '',
    `HTTP/1.1 ${response.status} ${response.statusText}`,
    'Content-Type: application/json; charset=UTF-8',
    '',
    await response.text(),
  ].join('\r\n')
}

async function answerOne(
  answer: (request: Request) => Promise<Response>,
  { method, path, headers, body }: { method: string; path: string; headers: Headers; body: Buffer },
  outer: string,
): Promise<Response> {
  if (!/^(GET|POST|PUT|PATCH|DELETE)$/.test(method) || !URL.canParse(path, outer)) {
    return new GoogleError(400, 'Failed to parse batch request part').toResponse()
  }
  const { pathname, search } = new URL(path, outer)
  const bodiless = method === 'GET' || body.length === 0
  return answer(
    new Request(new URL(pathname + search, outer), {
      method,
      headers,
      ...(!bodiless && { body: new Uint8Array(body) }),
    }),
  )
}

function printable(value: string): string {
  return value.replace(/[^\x20-\x7e]/g, '')
}
