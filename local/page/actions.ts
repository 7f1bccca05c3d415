import type { Context, Hono } from 'hono'
import * as z from 'zod'
import { SCHEDULE } from '../../core/jobs/schedule.ts'
import { callSchedule } from '../cron/call.ts'
import type { World } from '../world.ts'
import { armFault, NewFault } from './faults.ts'
import { homePage } from './home.ts'
import { NewMail, sendMail, UnknownMailbox } from './mail.ts'
import type { Done } from './said.ts'

const YEAR = 366 * 86_400
const FORWARD = { error: 'Name a number of seconds, from 1 to a year; time only goes forward' }
const Travel = z
  .object({ seconds: z.coerce.number(FORWARD), unit: z.coerce.number(FORWARD).default(1) })
  .transform(({ seconds, unit }) => seconds * unit)
  .refine((seconds) => seconds > 0 && seconds <= YEAR, FORWARD)
const Mailbox = z.object({ address: z.string({ error: 'Name the mailbox' }) })

/** Everything one can do here. A form is sent back to the page, JSON is answered in JSON. */
export function mountActions(page: Hono, world: World): void {
  page.post('/mail', async (c) => {
    const input = await read(c)
    const mail = NewMail.safeParse(input)
    if (!mail.success) return refuseMail(c, world, input, wrongFields(mail.error))
    try {
      const { id } = await sendMail(world, mail.data)
      return isJson(c) ? c.json({ id }) : back(c, 'mail', 'send')
    } catch (error) {
      if (!(error instanceof UnknownMailbox)) throw error
      return refuseMail(c, world, input, { to: error.message })
    }
  })

  page.post('/clock', async (c) => {
    const travel = Travel.safeParse(await read(c))
    if (!travel.success) return refuse(c, world, sentenceOf(travel.error))
    await world.clock.travel(travel.data)
    for (const job of Object.keys(SCHEDULE)) await callSchedule(world, job)
    return isJson(c) ? c.json({ now: new Date(world.clock.now()).toISOString() }) : back(c, 'clock', 'clock')
  })

  page.post('/cron/:job', async (c) => {
    const job = c.req.param('job')
    if (!SCHEDULE[job]) return refuse(c, world, `There is no schedule "${job}"`)
    const swept = await callSchedule(world, job)
    return isJson(c) ? c.json(swept) : back(c, 'cron', 'queue')
  })

  page.post('/dead-letters/:id', async (c) => {
    const letter = z.uuid().safeParse(c.req.param('id'))
    const revived = letter.success ? await world.supabase.sql`select from private.revive(${letter.data})` : []
    if (revived.length === 0) return refuse(c, world, 'There is no such dead letter')
    await callSchedule(world, 'draft-sweep')
    return isJson(c) ? c.json({ ok: true }) : back(c, 'retried', 'queue')
  })

  page.post('/faults', async (c) => {
    const fault = NewFault.safeParse(await read(c))
    if (!fault.success) return refuse(c, world, sentenceOf(fault.error))
    armFault(world, fault.data)
    return isJson(c) ? c.json({ ok: true }) : back(c, fault.data.fault === 'clear' ? 'clear' : 'fault', 'faults')
  })

  page.post('/revoke', (c) => harm(c, world, 'revoked', world.google.revoke))
  page.post('/expire-history', (c) => harm(c, world, 'expired', world.google.expireHistory))

  // A refused form is answered at its own address; reading that again leads home.
  page.get('/:action{mail|clock|faults|revoke|expire-history}', (c) => c.redirect('/local/'))
  page.get('/:action{cron|dead-letters}/:name', (c) => c.redirect('/local/'))

  page.onError((error, c) => {
    process.stderr.write(`${error.stack ?? error.message}\n`)
    return isJson(c) ? c.json({ error: error.message }, 500) : c.text(error.message, 500)
  })
}

async function harm(c: Context, world: World, done: Done, act: (address: string) => void): Promise<Response> {
  const mailbox = Mailbox.safeParse(await read(c))
  if (!mailbox.success) return refuse(c, world, sentenceOf(mailbox.error))
  const { address } = mailbox.data
  if (!world.google.mailbox(address)) return refuse(c, world, new UnknownMailbox(address, world.google.users()).message)
  act(address)
  return isJson(c) ? c.json({ ok: true }) : back(c, done, 'faults')
}

const isJson = (c: Context) => c.req.header('content-type')?.startsWith('application/json') ?? false

async function read(c: Context): Promise<Record<string, unknown>> {
  if (!isJson(c)) return c.req.parseBody()
  const parsed = z.record(z.string(), z.unknown()).safeParse(await c.req.json().catch(() => undefined))
  return parsed.data ?? {}
}

const back = (c: Context, done: Done, section: string) => c.redirect(`/local/?done=${done}#${section}`, 303)

async function refuse(c: Context, world: World, sentence: string): Promise<Response> {
  if (isJson(c)) return c.json({ error: sentence }, 422)
  return c.html(await homePage(world, { said: { text: sentence, kind: 'wrong' }, mail: { values: {} } }), 422)
}

async function refuseMail(c: Context, world: World, input: Record<string, unknown>, wrong: Record<string, string>) {
  if (isJson(c)) return c.json({ error: Object.values(wrong).join('. '), issues: wrong }, 422)
  const values = Object.fromEntries(Object.entries(input).map(([name, value]) => [name, String(value)]))
  const said = { text: 'The mail has not been sent; see below', kind: 'wrong' as const }
  return c.html(await homePage(world, { said, mail: { values, wrong } }), 422)
}

function wrongFields({ issues }: z.ZodError): Record<string, string> {
  return Object.fromEntries(issues.map(({ path, message }) => [String(path[0]), message]))
}

const sentenceOf = ({ issues }: z.ZodError) => issues.map(({ message }) => message).join('. ')
