import * as z from 'zod'

/** Made once and described often: a schema is built when a door starts, and most settings are of one of three kinds. */
const ADDRESS = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/$/, ''))
const TEXT = z.string().trim().min(1)
const UNITS = z.coerce.number().int().min(1000)

const url = (about: string, fallback?: string) =>
  fallback ? ADDRESS.default(fallback).describe(about) : ADDRESS.describe(about)
const text = (about: string) => TEXT.describe(about)
const units = (about: string, fallback: number) => UNITS.default(fallback).describe(about)

const hosts = (about: string) =>
  z
    .string()
    .default('')
    .transform((list) => list.split(',').flatMap((host) => host.trim() || []))
    .describe(about)

const chain = (does: string, fallback: string) =>
  text(`the routes to the model that ${does}, comma-separated, the first first`)
    .transform((names) => names.split(',').flatMap((name) => name.trim() || []))
    .refine((names) => names.length > 0, { error: 'it names no route' })
    .default(fallback.split(','))

/** The models whose public prices `core/models/routes.ts` holds. */
export const PRICED = ['claude-haiku-5-5', 'claude-sonnet-5-5', 'claude-opus-5-5'] as const

const CHAINS = ['MODEL_TRIAGE', 'MODEL_COMPOSE', 'MODEL_JUDGE'] as const

/** A model of one's own: whoever speaks the Messages API, and what they take for a million tokens, in dollars. Made where there is one. */
const ownRoute = () =>
  z.strictObject({
    name: z.string().min(1).max(100),
    model: z.string().min(1).max(200),
    url: z.url({ protocol: /^https?$/ }),
    key: z.string().min(1),
    price: z.strictObject({
      input: z.number().min(0),
      cache_write: z.number().min(0),
      cache_read: z.number().min(0),
      output: z.number().min(0),
    }),
  })

function ownRoutes(text: string, context: z.core.$RefinementCtx): z.infer<ReturnType<typeof ownRoute>>[] {
  if (!text) return []
  try {
    return z.array(ownRoute()).parse(JSON.parse(text))
  } catch {
    context.addIssue({
      code: 'custom',
      message: 'a JSON list of {name, model, url, key, price: {input, cache_write, cache_read, output}}',
    })
    return []
  }
}

/** Every variable the application reads, with the sentence that says what it is and where to get it. */
export const Env = z
  .object({
    APP_URL: url('the public address of this installation, such as "https://app.example.com"'),
    COMMIT: z.string().default('unknown'),
    CRON_SECRET: text('any long random word; the scheduled workflows send it as their bearer').min(16, {
      error: 'at least 16 characters; the scheduled workflows send it as their bearer',
    }),
    SEALING_KEYS: text('the key ring "version:base64 of 32 bytes", comma-separated; the highest version seals').regex(
      /^\d+:[A-Za-z0-9+/]{43}=(,\d+:[A-Za-z0-9+/]{43}=)*$/,
      { error: 'not of the form "1:" and 32 bytes in base64; make one with: openssl rand -base64 32' },
    ),

    SUPABASE_URL: url('the URL of your Supabase project, from its API settings'),
    SUPABASE_PUBLISHABLE_KEY: text('the publishable key (sb_publishable_…) of your Supabase project'),
    SUPABASE_SECRET_KEY: text('the secret key (sb_secret_…) of your Supabase project'),

    GOOGLE_CLIENT_ID: text('the OAuth client id from the Google Cloud console'),
    GOOGLE_CLIENT_SECRET: text('the OAuth client secret from the Google Cloud console'),
    GOOGLE_AUTH_URL: url('the base URL of the consent page', 'https://accounts.google.com'),
    GOOGLE_TOKEN_URL: url('the base URL of the token service', 'https://oauth2.googleapis.com'),
    GOOGLE_CERTS_URL: url('where Google publishes its signing keys', 'https://www.googleapis.com/oauth2/v3/certs'),
    GMAIL_URL: url('the root URL of the Gmail API', 'https://gmail.googleapis.com'),
    GMAIL_PUSH_TOPIC: text('the Pub/Sub topic Gmail publishes to, "projects/…/topics/…"'),
    GMAIL_PUSH_ACCOUNT: text('the e-mail of the service account that signs the Pub/Sub pushes'),
    QUOTA_PER_USER: units(
      'units the Gmail API grants one user per minute, see the quotas of your Google project',
      6000,
    ),
    QUOTA_PER_PROJECT: units('units the Gmail API grants your whole Google project per minute', 1_200_000),

    RESEND_API_KEY: text('the API key from Resend'),
    RESEND_URL: url('the base URL of the Resend API', 'https://api.resend.com'),
    LETTERS_FROM: text('whom our own letters come from, such as "AssistantAI <hello@example.com>"'),

    IMAGE_PROXY_ALLOW: hosts(
      'hosts, with port, whose images are fetched although they are not public; none in production',
    ),

    ANTHROPIC_API_KEY: text('the API key from Anthropic, or of whichever provider ANTHROPIC_BASE_URL names'),
    ANTHROPIC_BASE_URL: url('the base URL of a service that speaks the Messages API', 'https://api.anthropic.com'),
    MODEL_TRIAGE: chain('decides whether a mail needs a reply', 'claude-haiku-5-5,claude-sonnet-5-5'),
    MODEL_COMPOSE: chain('writes the replies', 'claude-sonnet-5-5,claude-haiku-5-5'),
    MODEL_JUDGE: chain('judges drafts in evaluations', 'claude-opus-5-5'),
    MODEL_PATIENCE: z.coerce
      .number({ error: 'how many seconds a model may take to answer' })
      .min(0.1, { error: 'how many seconds a model may take to answer' })
      .max(120, { error: 'at most 120 seconds, or a function ends before its model' })
      .default(60),
    MODEL_ROUTES: z.string().default('').transform(ownRoutes),

    EMBEDDINGS_URL: url('the base URL of a service that speaks POST /v1/embeddings').optional(),
    EMBEDDINGS_API_KEY: text('the key of that service, where it asks for one').optional(),
    EMBEDDINGS_MODEL: text('the model that embeds').optional(),
    EMBEDDINGS_PRICE: z.coerce
      .number({ error: 'what a million tokens cost there, in dollars' })
      .min(0, { error: 'what a million tokens cost there, in dollars' })
      .max(1000, { error: 'what a million tokens cost there, in dollars' })
      .default(0),
    WEBSITE_ALLOW: hosts('hosts, with port, whose pages are read although they are not public; none in production'),
  })
  .superRefine(namesRoutes)
export type Env = z.infer<typeof Env>

/** A chain that names no route is found when the installation starts, not when the first mail comes. */
function namesRoutes(
  env: Record<(typeof CHAINS)[number], string[]> & { MODEL_ROUTES: { name: string }[] },
  context: z.core.$RefinementCtx,
): void {
  const known: string[] = [...PRICED, ...env.MODEL_ROUTES.map(({ name }) => name)]
  for (const variable of CHAINS) {
    if (env[variable].every((name) => known.includes(name))) continue
    const message = `it names a route that is neither one of ${PRICED.join(', ')} nor in MODEL_ROUTES`
    context.addIssue({ code: 'custom', path: [variable], message })
  }
}

let parsed: Env | undefined

/** The parsed environment, read once. @throws {Error} naming each wrong or missing variable and its cure */
export function env(): Env {
  parsed ??= readEnv(process.env)
  return parsed
}

/** @throws {Error} naming each wrong or missing variable and its cure; never a value */
export function readEnv(source: Record<string, string | undefined>): Env {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''))
  const given = { ...filled, COMMIT: filled.COMMIT ?? filled.VERCEL_GIT_COMMIT_SHA }
  const result = Env.safeParse(given, { error: ({ path }) => descriptionOf(Env.shape[path?.[0] as keyof Env]) })
  if (result.success) return result.data

  const complaints = result.error.issues.map(({ path, message }) => {
    const name = String(path[0])
    return `${name} is ${filled[name] === undefined ? 'missing' : 'wrong'}: ${message}`
  })
  throw new Error(`Cannot start.\n${complaints.map((line) => `  ${line}`).join('\n')}`)
}

/** What a setting is, where what is wrong with it has no sentence of its own. */
const descriptionOf = (schema: z.ZodType): string | undefined =>
  schema.description ?? (schema instanceof z.ZodOptional ? descriptionOf(schema.unwrap() as z.ZodType) : undefined)
