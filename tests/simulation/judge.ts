import PostalMime from 'postal-mime'
import { contentOf } from './cast/files.ts'
import { approvalOf } from './mail.ts'
import type { Scene } from './scene.ts'

type Entry = { gmail: string; outcome: string | null; reason: string | null; head: boolean; theirs: boolean | null }
type Yes = {
  approval: string
  hash: string
  draft: string
  outbox: string
  status: string
  notice: string | null
  /** A later yes to the same draft takes the notice off it. */
  last: boolean
  copy: string | null
}

/** What must hold once it is over. Answers everything that does not. */
export async function judge(scene: Scene): Promise<string[]> {
  return [...(await accounting(scene)), ...(await sending(scene))]
}

/**
 * Law 3: what lies in the mailbox has its entry, a final one; a question that nobody answered has its draft, unless one
 * the owner has worked on, or said yes to before, waits in its conversation: that is hers, and stays. What was there
 * before she connected is left alone, unless she asked otherwise.
 */
async function accounting({ world, address, questions, wishes, seen }: Scene): Promise<string[]> {
  const wrong: string[] = []
  const entries = await world.supabase.sql<Entry[]>`
    select m.gmail_message_id as gmail, l.outcome, l.reason, t.last_message_id = m.id as head,
           (select d.edited or exists (select from public.approvals a where a.draft_id = d.id) from public.drafts d
            where d.thread_id = t.id and d.status = 'pending') as theirs
    from public.messages m join public.threads t on t.id = m.thread_id
    left join public.ledger_entries l on l.message_id = m.id
    join public.mailboxes b on b.id = m.mailbox_id
    where b.address = ${address} and m.direction = 'inbound'`
  const known = new Map(entries.map((entry) => [entry.gmail, entry]))
  for (const id of toAccountFor(world, address)) {
    const entry = known.get(id)
    if (!entry) wrong.push(`lost: a message is not stored`)
    else if (!/^(drafted|skipped)$/.test(entry.outcome ?? '')) wrong.push(`lost: a message is ${entry.outcome}`)
    else if (entry.reason === 'before_connecting') {
      if (wishes.draft_existing && entry.head) wrong.push('lost: what was there is to be answered, and is not')
      if ((seen.arrived.get(id) ?? 0) > seen.connected) wrong.push('lost: what came later was taken for what was there')
    } else if (questions.has(id) && entry.head && entry.outcome !== 'drafted' && !entry.theirs)
      wrong.push(`lost: a question nobody answered is ${entry.outcome} (${entry.reason})`)
  }
  return wrong
}

export function toAccountFor({ google }: Scene['world'], address: string): string[] {
  const elsewhere = ['SPAM', 'TRASH', 'DRAFT', 'SENT']
  return (google.mailbox(address)?.all ?? [])
    .filter(({ labelIds }) => !labelIds.some((label) => elsewhere.includes(label)))
    .map(({ id }) => id)
}

/** Laws 1 and 2: every yes is one message of exactly those words, or none and a reason; nothing else ever left. */
async function sending({ world, address, ben, yes, notBefore, own, seen }: Scene): Promise<string[]> {
  const wrong: string[] = []
  const approvals = await world.supabase.sql<Yes[]>`
    select a.id as approval, a.content_hash as hash, a.draft_id as draft, o.status as outbox, d.status, d.notice,
           o.gmail_message_id as copy, not exists (
             select from public.approvals b where b.draft_id = a.draft_id and b.created_at > a.created_at) as last
    from public.approvals a join public.drafts d on d.id = a.draft_id left join public.outbox o on o.approval_id = a.id
    join public.mailboxes b on b.id = d.mailbox_id where b.address = ${address}`
  const sent = (world.google.mailbox(address)?.sent ?? []).map(({ id }) => ({ id, raw: world.google.raw(address, id) }))
  const received = (world.google.mailbox(ben)?.all ?? []).map(({ id }) => approvalOf(world.google.raw(ben, id)))

  for (const { id, raw } of sent) {
    if (own.has(id)) continue
    const approval = approvals.find((each) => each.approval === approvalOf(raw))
    const shown = approval && yes.get(approval.hash)
    if (!shown) wrong.push('unapproved: a message left that nobody said yes to')
    else if ((await wordsOf(raw)) !== expected(shown)) wrong.push('unapproved: other words left than were approved')
    else if ((seen.left.get(id) ?? 0) < (notBefore.get(shown.content_hash) ?? 0))
      wrong.push('unapproved: it left too early')
  }
  const copies = new Map<string, number>()
  for (const { approval, draft, outbox, status, notice, last } of approvals) {
    const own = sent.filter(({ raw }) => approvalOf(raw) === approval).length
    const arrived = received.filter((each) => each === approval).length
    copies.set(draft, (copies.get(draft) ?? 0) + own)
    if (own > 1 || arrived > 1) wrong.push('doubled: one yes was sent twice')
    if (arrived !== own) wrong.push(`lost: sent ${own} times, arrived ${arrived} times`)
    if (outbox === 'sent' && (own !== 1 || status !== 'sent')) wrong.push(`lost: said to be sent, left ${own} times`)
    if (outbox !== 'sent' && own > 0) wrong.push(`unaccounted: sent, and said to be ${outbox}`)
    if (outbox === 'returned' && last && status === 'pending' && !notice)
      wrong.push('lost: given back without a reason')
    if (!/^(sent|returned|undone)$/.test(outbox)) wrong.push(`lost: a yes that is ${outbox}`)
  }
  if ([...copies.values()].some((count) => count > 1)) wrong.push('doubled: one reply was sent twice')
  return wrong
}

type Worded = Pick<
  import('../../core/drafts/schema.ts').Draft,
  'from_address' | 'to_recipients' | 'cc_recipients' | 'subject' | 'body' | 'signature' | 'attachments'
>

const expected = (draft: Worded): string => {
  const { from_address, to_recipients, cc_recipients, subject, body, signature, attachments } = draft
  const text = signature ? `${body.trimEnd()}\n\n-- \n${signature}` : body
  const files = attachments.map(({ filename }) => [filename, contentOf(filename)])
  return JSON.stringify([
    from_address,
    addresses(to_recipients),
    addresses(cc_recipients),
    subject,
    text.trimEnd(),
    files,
  ])
}

async function wordsOf(raw: Uint8Array | undefined): Promise<string> {
  const { from, to, cc, subject, text, attachments } = await PostalMime.parse(raw ?? new Uint8Array())
  const files = attachments.map(({ filename, content }) => [filename, Buffer.from(content as ArrayBuffer).toString()])
  return JSON.stringify([from?.address, addresses(to), addresses(cc), subject, text?.trimEnd(), files])
}

const addresses = (people: readonly { address?: string | undefined }[] = []) => people.map(({ address }) => address)
