import { Hono } from 'hono'
import { env } from '../../core/env.ts'
import { personDb, publicDb } from '../../core/providers/supabase.ts'
import type { BenchWorld } from './world.ts'

/** The least a route can be: the same questions to the database with the same client, and the rows as they come. */
export function bareRoutes({ token }: Pick<BenchWorld, 'token'>): Hono {
  const app = new Hono().basePath('/bare')
  const db = () => personDb(env(), token)

  app.get('/account/me', async (c) => {
    const { data } = await db()
      .from('accounts')
      .select(
        'id, email, name, locale, operators(role), client_members(role, clients(id, name, profession, undo_seconds, draft_threshold, sign_off, hours, timezone, replay_allowed))',
      )
      .eq('id', subjectOf(token))
      .maybeSingle()
      .throwOnError()
    return c.json(data)
  })

  app.get('/mailboxes', async (c) => {
    const { data } = await db().from('mailboxes').select('*').order('created_at').limit(200).throwOnError()
    return c.json(data)
  })

  app.get('/threads', async (c) => {
    const { data } = await db().rpc('read_threads', { most: 31 }).throwOnError()
    return c.json(data)
  })

  app.get('/threads/:id', async (c) => {
    const id = c.req.param('id')
    const client = db()
    const [{ data: thread }, { data: messages }] = await Promise.all([
      client.from('threads').select('*').eq('id', id).maybeSingle().throwOnError(),
      client
        .from('messages')
        .select(
          '*, message_bodies(plain, has_html, remote_images), attachments(*), ledger_entries(outcome, reason, detail)',
        )
        .eq('thread_id', id)
        .order('received_at', { ascending: false })
        .order('gmail_message_id', { ascending: false })
        .limit(100)
        .throwOnError(),
    ])
    return c.json({ thread, messages })
  })

  app.get('/drafts', async (c) => {
    const { data } = await db().rpc('read_queue', { which: 'pending', most: 51 }).select(CARD).throwOnError()
    return c.json(data)
  })

  app.get('/drafts/:id', async (c) => {
    const { data } = await db().from('draft_cards').select('*').eq('id', c.req.param('id')).maybeSingle().throwOnError()
    return c.json(data)
  })

  app.patch('/drafts/:id', async (c) => {
    const draft = c.req.param('id')
    const { version, body } = await c.req.json<{ version: number; body: string }>()
    const client = db()
    await client.rpc('edit_draft', { draft, seen_version: version, new_body: body }).throwOnError()
    const { data } = await client.from('draft_cards').select('*').eq('id', draft).maybeSingle().throwOnError()
    return c.json(data)
  })

  app.get('/insights/health', async (c) => {
    const { status } = await publicDb(env()).from('clients').select('id', { head: true }).limit(1)
    return c.json({ status })
  })
  return app
}

const CARD =
  'id, client_id, thread_id, message_id, status, notice, version, edited, correspondent, subject, preview, language, message_count, received_at, updated_at, content_hash, outbox_status, undo_ms, send_at, bounces, to_check'

const subjectOf = (token: string): string =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()).sub
