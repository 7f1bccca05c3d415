import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseEnv } from 'node:util'
import { MODEL } from './embeddings/create.ts'
import { createSigningKey, type SigningKey } from './supabase/create.ts'

export type Variables = Record<string, string | undefined>

/** Secrets of one local world, made once and kept beside its data. */
export type Secrets = {
  publishable: string
  secret: string
  jwtSecret: string
  signingKey: SigningKey
  sealingKeys: string
  cron: string
  vendor: string
}

/** Which parts of the world are emulated here; a part with any variable of its own set is real. */
export type Emulated = { supabase: boolean; google: boolean; resend: boolean; claude: boolean; embeddings: boolean }

const PARTS: Record<keyof Emulated, RegExp> = {
  supabase: /^SUPABASE_/,
  google: /^(GOOGLE|GMAIL)_/,
  resend: /^(RESEND_|LETTERS_)/,
  claude: /^ANTHROPIC_/,
  embeddings: /^EMBEDDINGS_/,
}

export function readSettings(file: string, environment: Variables): Variables {
  const written = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}
  return Object.fromEntries(Object.entries({ ...written, ...environment }).filter(([, value]) => value !== ''))
}

export function emulatedParts(settings: Variables): Emulated {
  const names = Object.keys(settings)
  const emulated = (part: keyof Emulated) => !names.some((name) => PARTS[part].test(name))
  return {
    supabase: emulated('supabase'),
    google: emulated('google'),
    resend: emulated('resend'),
    claude: emulated('claude'),
    embeddings: emulated('embeddings'),
  }
}

/** The environment the application is given: what was set, and for every emulated part where it is found here. */
export function environmentOf(url: string, settings: Variables, emulated: Emulated, secrets: Secrets): Variables {
  return {
    APP_URL: url,
    CRON_SECRET: secrets.cron,
    SEALING_KEYS: secrets.sealingKeys,
    ...(emulated.supabase && {
      SUPABASE_URL: `${url}/local/supabase`,
      SUPABASE_PUBLISHABLE_KEY: secrets.publishable,
      SUPABASE_SECRET_KEY: secrets.secret,
    }),
    ...(emulated.google && {
      GOOGLE_CLIENT_ID: 'local-client',
      GOOGLE_CLIENT_SECRET: secrets.vendor,
      GOOGLE_AUTH_URL: `${url}/local/google`,
      GOOGLE_TOKEN_URL: `${url}/local/google`,
      GOOGLE_CERTS_URL: `${url}/local/google/oauth2/v3/certs`,
      GMAIL_URL: `${url}/local/google`,
      GMAIL_PUSH_TOPIC: 'projects/local/topics/gmail',
      GMAIL_PUSH_ACCOUNT: 'push@local.example',
    }),
    ...(emulated.resend && {
      RESEND_API_KEY: `re_${secrets.vendor}`,
      RESEND_URL: `${url}/local/resend`,
      LETTERS_FROM: 'AssistantAI <hello@assistantai.example>',
    }),
    ...(emulated.claude && {
      ANTHROPIC_API_KEY: `sk-ant-${secrets.vendor}`,
      ANTHROPIC_BASE_URL: `${url}/local/claude`,
    }),
    ...(emulated.embeddings && {
      EMBEDDINGS_URL: `${url}/local/embeddings`,
      EMBEDDINGS_API_KEY: `sk-${secrets.vendor}`,
      EMBEDDINGS_MODEL: MODEL,
      EMBEDDINGS_PRICE: '0.02',
    }),
    ...settings,
  }
}

export async function keepSecrets(directory: string): Promise<Secrets> {
  const file = path.join(directory, 'secrets.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Secrets

  const secrets = await makeSecrets()
  mkdirSync(directory, { recursive: true })
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 })
  return secrets
}

export async function makeSecrets(): Promise<Secrets> {
  const word = () => randomBytes(24).toString('base64url')
  return {
    publishable: `sb_publishable_${word()}`,
    secret: `sb_secret_${word()}`,
    jwtSecret: word() + word(),
    signingKey: await createSigningKey(),
    sealingKeys: `1:${randomBytes(32).toString('base64')}`,
    cron: word(),
    vendor: word(),
  }
}
