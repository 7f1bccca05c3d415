import * as z from 'zod'
import { Constants } from '../database.types.ts'

export const Profession = z.enum(Constants.public.Enums.profession)
export const MemberRole = z.enum(Constants.public.Enums.member_role)

/** Languages the portal and our letters speak. */
export const Locale = z.enum(['en', 'ar'])
export type Locale = z.infer<typeof Locale>

const Email = z.string().trim().toLowerCase().max(254).email('This does not look like an e-mail address')
const Line = (max: number) =>
  z
    .string()
    .trim()
    .min(1, 'Please fill this in')
    .max(max)
    .refine((line) => line.isWellFormed() && !/\p{Cc}/u.test(line), 'This holds characters nobody can read')

/** Also by a name of yesterday: browsers and servers do not learn of new ones on the same day. */
function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

const TimeZone = z.string().max(64).refine(isTimeZone, 'There is no such time zone')

export const SignUp = z.object({
  email: Email,
  name: Line(120),
  business: Line(120),
  profession: Profession.default('other'),
  locale: Locale.default('en'),
  timezone: z
    .string()
    .max(64)
    .overwrite((name) => (isTimeZone(name) ? name : 'UTC'))
    .default('UTC')
    .describe('IANA name of where the business is, such as Europe/Vienna; nobody is kept out over one we do not know'),
})
export type SignUp = z.infer<typeof SignUp>

export const AskForCode = z.object({ email: Email, locale: Locale.default('en') })
export type AskForCode = z.infer<typeof AskForCode>

export const CodeSent = z.object({ sent: z.literal(true), expires_in: z.int().describe('Seconds the code lives') })
export type CodeSent = z.infer<typeof CodeSent>

export const OpenSession = z.object({
  email: Email,
  code: z
    .string()
    .trim()
    .regex(/^\d{6}$/, 'The code has six digits'),
})
export type OpenSession = z.infer<typeof OpenSession>

export const ClientOfMe = z.object({
  id: z.uuid(),
  name: z.string(),
  profession: Profession,
  role: MemberRole,
  undo_seconds: z.int(),
  draft_threshold: z.int(),
  sign_off: z.string(),
  hours: z.string(),
  timezone: z.string(),
  replay_allowed: z.boolean(),
})

const Words = (most: number) =>
  z
    .string()
    .max(most)
    .overwrite((text) => text.replace(/\r\n?/g, '\n').trim())
    .refine((text) => text.isWellFormed() && !/[^\P{Cc}\n]/u.test(text), 'This holds characters nobody can read')

/** What is left out stays as it is. */
export const ChangeClient = z
  .object({
    undo_seconds: z.int().min(0).max(120).optional().describe('How long an approval can be taken back'),
    draft_threshold: z
      .int()
      .min(1, 'This is a percentage from 1 to 99')
      .max(99, 'This is a percentage from 1 to 99')
      .optional()
      .describe('From how likely a reply is expected, in percent, one is drafted'),
    sign_off: Words(2000).optional().describe('What the assistant closes its drafts with'),
    hours: Words(500).optional().describe('When the business can be met or reached, in its own words'),
    timezone: TimeZone.optional().describe('IANA name, such as Europe/Vienna'),
    replay_allowed: z
      .boolean()
      .optional()
      .describe(
        'Whether a change of the assistant may be measured on replies that were sent; withdrawn, its figures are erased',
      ),
  })
  .refine((change) => Object.keys(change).length > 0, 'Say what to change')
export type ChangeClient = z.infer<typeof ChangeClient>

export const Me = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  locale: z.string(),
  operator: z.boolean(),
  clients: z.array(ClientOfMe),
})
export type Me = z.infer<typeof Me>

/** What the door puts into cookies. Never part of an answer. */
export type Session = { accessToken: string; refreshToken: string; expiresIn: number }
