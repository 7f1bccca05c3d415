import type { Context } from 'hono'
import { GoogleError } from '../errors.ts'
import type { Message } from '../mailbox/mailbox.ts'
import { seesOnlyMetadata } from '../oauth/scopes.ts'
import { type Criteria, findMessages } from '../search/find-messages.ts'
import type { World } from '../world.ts'
import type { GmailEnv } from './allow.ts'

/** What a list request asks for, found. The metadata scope may list but not search. */
export function search(world: World, c: Context<GmailEnv>): Message[] {
  const criteria = readCriteria(c.req.url)
  if (seesOnlyMetadata(c.get('scopes')) && criteria.q)
    throw new GoogleError(403, "Metadata scope does not support 'q' parameter")
  return findMessages(c.get('mailbox'), criteria, world.now())
}

function readCriteria(url: string): Criteria {
  const params = new URL(url).searchParams
  return {
    q: params.get('q') ?? '',
    labelIds: params.getAll('labelIds'),
    includeSpamTrash: params.get('includeSpamTrash') === 'true',
  }
}

/** Falls along a newest-first list; see `pageOf`. */
export function listKey({ internalDate, id }: Message): string {
  return `${String(Math.max(0, internalDate)).padStart(16, '0')} ${id}`
}
