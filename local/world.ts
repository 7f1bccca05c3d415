import { Hono } from 'hono'
import type { Claude } from './claude/create.ts'
import { createClaude } from './claude/create.ts'
import { type Clock, createClock } from './clock.ts'
import { type Afterwork, mountDoors } from './doors.ts'
import { createEmbeddings, type EmbeddingsEmulator } from './embeddings/create.ts'
import { createGoogle, type Google } from './google/create.ts'
import type { GoogleState } from './google/state.ts'
import { createResend, type ResendEmulator, type ResendState } from './resend/create.ts'
import { correspondents, professional } from './seed/people.ts'
import { type Emulated, emulatedParts, environmentOf, type Secrets, type Variables } from './settings.ts'
import { createSupabase, type Supabase } from './supabase/create.ts'
import { mountWeb } from './web.ts'

export type WorldState = { google?: GoogleState; resend?: ResendState }

export type WorldOptions = {
  /** Where everything is served, without a trailing slash. */
  url: string
  databaseUrl: string
  secrets: Secrets
  /** Variables somebody set; they replace the emulated parts they name. */
  settings?: Variables
  state?: WorldState | undefined
  onChange?: () => void
}

/** The product and the world around it, in one process. */
export type World = {
  url: string
  env: Variables
  emulated: Emulated
  app: Hono
  supabase: Supabase
  google: Google
  resend: ResendEmulator
  claude: Claude
  embeddings: EmbeddingsEmulator
  clock: Clock
  afterwork: Afterwork
  snapshot(): WorldState
  close(): Promise<void>
}

export async function createWorld(options: WorldOptions): Promise<World> {
  const { url, databaseUrl, secrets, settings = {}, state, onChange = () => undefined } = options
  const emulated = emulatedParts(settings)
  const env = environmentOf(url, settings, emulated, secrets)

  const supabase = await createSupabase({
    databaseUrl,
    base: `${url}/local/supabase`,
    keys: { publishable: secrets.publishable, secret: secrets.secret },
    jwtSecret: secrets.jwtSecret,
    signingJwk: secrets.signingKey,
    // Our own letters carry the codes; GoTrue's would double them.
    sendMail: async () => undefined,
  })
  const clock = await createClock(supabase.sql)
  const google = createGoogle({
    base: `${url}/local/google`,
    client: {
      id: env.GOOGLE_CLIENT_ID ?? '',
      secret: env.GOOGLE_CLIENT_SECRET ?? '',
      redirectUris: [`${url}/api/mailboxes/callback`],
    },
    users: state?.google ? [] : people(),
    push: {
      url: `${url}/api/hooks/gmail`,
      audience: `${url}/api/hooks/gmail`,
      serviceAccount: env.GMAIL_PUSH_ACCOUNT ?? '',
      topic: env.GMAIL_PUSH_TOPIC ?? '',
    },
    ...(state?.google && { state: state.google }),
    now: clock.now,
    onChange,
  })
  const resend = createResend({
    keys: [env.RESEND_API_KEY ?? ''],
    ...(state?.resend && { state: state.resend }),
    now: clock.now,
    onChange,
  })
  const claude = createClaude({ keys: [env.ANTHROPIC_API_KEY ?? ''], now: clock.now })

  const embeddings = createEmbeddings({ keys: [env.EMBEDDINGS_API_KEY ?? ''] })

  const app = new Hono()
  app.route('/local/supabase', supabase.app)
  app.route('/local/google', google.app)
  app.route('/local/resend', resend.app)
  app.route('/local/claude', claude.app)
  app.route('/local/embeddings', embeddings.app)

  const afterwork = await mountDoors(app)
  mountWeb(app)
  return {
    url,
    env,
    emulated,
    app,
    supabase,
    google,
    resend,
    claude,
    embeddings,
    clock,
    snapshot: () => ({ google: google.snapshot(), resend: resend.snapshot() }),
    afterwork,
    close: async () => {
      google.close()
      await afterwork.stop()
      await supabase.close()
    },
  }
}

const people = () => [
  {
    email: professional.email,
    name: professional.name,
    sendAs: professional.aliases.map((email) => ({ email, name: professional.name })),
  },
  ...correspondents,
]
