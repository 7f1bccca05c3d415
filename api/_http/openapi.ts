import * as z from 'zod'
import type { Env } from '../../core/env.ts'
import type { Door } from './door.ts'
import type { Route } from './route.ts'

type Json = Record<string, unknown>

const DOORS = [
  () => import('../account.ts'),
  () => import('../onboarding.ts'),
  () => import('../billing.ts'),
  () => import('../mailboxes.ts'),
  () => import('../threads.ts'),
  () => import('../drafts.ts'),
  () => import('../knowledge.ts'),
  () => import('../clients.ts'),
  () => import('../outreach.ts'),
  () => import('../support.ts'),
  () => import('../insights.ts'),
  () => import('../hooks.ts'),
]

const TAGS: Record<string, string> = {
  account: 'Sign up, sign in, session',
  onboarding: 'The wizard (not available yet)',
  billing: 'Plans and invoices (not available yet)',
  mailboxes: 'Connect, health, disconnect',
  threads: 'Conversations, messages, attachments',
  drafts: 'The queue: edit, approve, undo, discard',
  knowledge: 'Sources, passages, search',
  clients: 'For operators (not available yet)',
  outreach: 'For operators (not available yet)',
  support: 'Tickets (not available yet)',
  insights: 'Health, and this description',
  hooks: 'What machines call',
}

/** The API as OpenAPI 3.1, made from the very routes and schemas that serve it. */
export async function openapi(env: Pick<Env, 'APP_URL' | 'COMMIT'>): Promise<Json> {
  const doors = await Promise.all(DOORS.map(async (load) => (await load()).default))
  return {
    openapi: '3.1.0',
    info: {
      title: 'AssistantAI',
      version: env.COMMIT,
      summary: 'Drafts the replies, waits for a yes, sends them once.',
      description:
        'Every JSON answer comes in one envelope: `{ success: true, data }` or `{ success: false, error, code, requestId }`. Lists are paged by an opaque cursor: `data: { items, next }`.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: env.APP_URL }],
    tags: doors.map(({ name }) => ({ name, description: TAGS[name] })),
    paths: pathsOf(doors),
    components: {
      schemas: { Failure: FAILURE },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: '__Host-access',
          description: 'Set by POST /api/account/sessions',
        },
        bearer: { type: 'http', scheme: 'bearer', description: 'A Google OIDC token, or the secret of the schedules' },
      },
      responses: {
        Failure: { description: 'Refused or failed', content: json({ $ref: '#/components/schemas/Failure' }) },
      },
    },
  }
}

const FAILURE = {
  type: 'object',
  required: ['success', 'error', 'code', 'requestId'],
  properties: {
    success: { const: false },
    error: { type: 'string', description: 'One human sentence' },
    code: { type: 'string', description: 'A stable word for programs' },
    requestId: { type: 'string', format: 'uuid' },
    issues: {
      type: 'array',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
  },
}

function pathsOf(doors: Door[]): Json {
  const paths: Record<string, Json> = {}
  for (const { name, routes } of doors) {
    for (const route of routes) {
      const [method = '', path = ''] = route.path.split(' ')
      const address = `/api/${name}${path === '/' ? '' : path.replace(/:(\w+)/g, '{$1}')}`
      paths[address] = { ...paths[address], [method.toLowerCase()]: operationOf(name, route) }
    }
  }
  return paths
}

function operationOf(tag: string, route: Route): Json {
  const [method = '', path = ''] = route.path.split(' ')
  const words = path
    .split('/')
    .filter(Boolean)
    .map((word) => word.replace(/^:/, 'by_').replace(/\W/g, '_'))
  return {
    operationId: [tag, method.toLowerCase(), ...words].join('_'),
    tags: [tag],
    summary: route.summary,
    security: { public: [], person: [{ session: [] }], machine: [{ bearer: [] }] }[route.access],
    parameters: [...parametersOf(route.params, 'path'), ...parametersOf(route.query, 'query')],
    ...(route.body && { requestBody: { required: true, content: json(schemaOf(route.body, 'input')) } }),
    responses: {
      [route.answer ? (route.status ?? 200) : 200]: {
        description: 'Done',
        ...(route.answer && { content: json(envelope(route.answer)) }),
      },
      '4XX': { $ref: '#/components/responses/Failure' },
      '5XX': { $ref: '#/components/responses/Failure' },
    },
  }
}

function parametersOf(schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>
    required?: string[]
  }
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    schema: rest,
  }))
}

const envelope = (data: z.ZodType): Json => ({
  type: 'object',
  required: ['success', 'data'],
  properties: { success: { const: true }, data: schemaOf(data, 'output') },
})

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const override = ({ jsonSchema }: { jsonSchema: Json }) => nameKeys(jsonSchema)
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', override }) as Json
  return rest
}

/** A record whose keys are an enum is, to everybody but zod, an object with these properties. */
function nameKeys(schema: Json): void {
  const { propertyNames, additionalProperties } = schema as {
    propertyNames?: { enum?: string[] }
    additionalProperties?: Json
  }
  if (!propertyNames?.enum) return
  schema.properties = Object.fromEntries(propertyNames.enum.map((key) => [key, additionalProperties]))
  schema.additionalProperties = false
  delete schema.propertyNames
}

const json = (schema: Json): Json => ({ 'application/json': { schema } })
