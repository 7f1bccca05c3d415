import { readFile } from 'node:fs/promises'
import { Hono } from 'hono'
import type { World } from '../world.ts'
import { mountActions } from './actions.ts'
import { guard } from './guard.ts'
import { homePage } from './home.ts'
import { mailboxPage } from './mailbox.ts'
import { messagePage } from './message.ts'
import { saidBefore } from './said.ts'
import { readState } from './state.ts'

/** The local world's own page: see what everybody outside sees, and do what they would do. */
export function mountPage(world: World): void {
  const page = new Hono()
  page.use(guard)

  page.get('/', async (c) => {
    const { done, ...values } = c.req.query()
    return c.html(await homePage(world, { said: saidBefore(done), mail: { values } }))
  })
  page.get('/state.json', async (c) => c.json(await readState(world)))
  page.get('/mailboxes/:address', async (c) => {
    const mailbox = world.google.mailbox(c.req.param('address'))
    return mailbox ? c.html(mailboxPage(mailbox)) : c.text('There is no such local mailbox', 404)
  })
  page.get('/mailboxes/:address/:id', async (c) => {
    const message = messagePage(world, c.req.param('address'), c.req.param('id'))
    return message ? c.html(message) : c.text('There is no such message', 404)
  })
  page.get('/page.css', () => asset('page.css', 'text/css'))
  page.get('/lists.css', () => asset('lists.css', 'text/css'))
  page.get('/page.js', () => asset('page.js', 'text/javascript'))
  mountActions(page, world)

  world.app.get('/local', (c) => c.redirect('/local/'))
  // With the slash, or the page itself would be found only without it.
  world.app.route('/local/', page)
}

async function asset(file: string, type: string): Promise<Response> {
  const text = await readFile(new URL(`./${file}`, import.meta.url), 'utf8')
  return new Response(text, { headers: { 'content-type': `${type}; charset=utf-8` } })
}
