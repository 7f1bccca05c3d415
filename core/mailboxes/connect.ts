import type { PersonContext } from '../context.ts'
import { codeChallenge, open, randomToken, seal } from '../crypto.ts'
import { DatabaseError, Refusal } from '../errors.ts'
import { SCOPES } from '../providers/google.ts'
import { actAsWorker } from '../worker.ts'
import type { ConnectMailbox, Returned } from './schema.ts'
import { keepSendAs } from './send-as.ts'

/** What one browser carries between our page and Google's, sealed to the person who began. */
type Pending = { state: string; verifier: string; clientId: string; windowDays: number; draftExisting: boolean }

const redirectUri = (appUrl: string) => `${appUrl}/api/mailboxes/callback`

/** Begins the consent: the address of Google's page, and what the browser must bring back (RFC 7636, PKCE). */
export async function beginConnecting(context: PersonContext, asked: ConnectMailbox) {
  const { client_id, address, window_days: windowDays, draft_existing: draftExisting } = asked
  const { data: clients } = await context.db.from('clients').select('id').eq('id', client_id).throwOnError()
  if (!clients.length) throw new Refusal('not_found', 'There is no such business')

  const [state, verifier] = [randomToken(), randomToken()]
  const google = await context.google()
  const url = google.consentUrl({
    state,
    challenge: await codeChallenge(verifier),
    redirectUri: redirectUri(context.env.APP_URL),
    address,
  })
  const pending: Pending = { state, verifier, clientId: client_id, windowDays, draftExisting }

  return { url, pending: await seal(context.env.SEALING_KEYS, place(context), JSON.stringify(pending)) }
}

export type Connected = { outcome: 'connected' | 'denied' | 'partial' | 'expired' | 'taken' }

/** Ends the consent. Everything that can go wrong at Google's is an outcome the portal has words for. */
export async function finishConnecting(context: PersonContext, returned: Returned, sealed: string): Promise<Connected> {
  const pending = await unseal(context, sealed)
  if (!pending || pending.state !== returned.state) return { outcome: 'expired' }
  if (!returned.code) return { outcome: 'denied' }

  const google = await context.google()
  const exchanged = await google.exchange(returned.code, pending.verifier, redirectUri(context.env.APP_URL))
  if (exchanged.outcome === 'refused') return { outcome: 'expired' }
  if (!SCOPES.every((scope) => exchanged.scopes.includes(scope))) {
    await google.revoke(exchanged.refreshToken)
    return { outcome: 'partial' }
  }

  return keep(context, pending, exchanged)
}

/** Worker: the address is Google's word, not the member's, and only the service may write it down. */
async function keep(
  context: PersonContext,
  { clientId, windowDays, draftExisting }: Pending,
  { accessToken, refreshToken, scopes }: { accessToken: string; refreshToken: string; scopes: string[] },
): Promise<Connected> {
  const gmail = await context.gmail(accessToken)
  const profile = await gmail.profile()
  const { address, name, aliases, historyId } = profile
  const { data: known } = await context.db
    .from('mailboxes')
    .select('id')
    .eq('client_id', clientId)
    .eq('address', address)
    .throwOnError()
  const mailbox = known[0]?.id ?? crypto.randomUUID()
  const grant = { table: 'mailbox_grants', row: mailbox, client: clientId, column: 'sealed' }

  const worker = actAsWorker(context)
  const { error } = await worker.db.rpc('connect_mailbox', {
    member: context.actor.id,
    mailbox,
    client: clientId,
    mailbox_address: address,
    mailbox_name: name,
    mailbox_aliases: aliases,
    sealed_grant: await seal(context.env.SEALING_KEYS, grant, refreshToken),
    granted_scopes: scopes,
    read_up_to: historyId,
    window_days: windowDays,
    draft_existing: draftExisting,
  })
  // Unique violation: the address is being read for another business already.
  if (error?.code === '23505') return { outcome: 'taken' }
  if (error) throw new DatabaseError(error)

  await keepSendAs(worker, mailbox, profile)
  return { outcome: 'connected' }
}

const place = ({ actor }: PersonContext) => ({ table: 'cookie', row: 'connect', client: actor.id, column: 'pending' })

async function unseal(context: PersonContext, sealed: string): Promise<Pending | undefined> {
  try {
    return JSON.parse(await open(context.env.SEALING_KEYS, place(context), sealed)) as Pending
  } catch {
    // Forged, foreign or from before a key was retired: all the same to the person, who simply begins again.
    return undefined
  }
}
