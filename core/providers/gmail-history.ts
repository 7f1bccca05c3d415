import { Unreadable } from '../errors.ts'
import { believe, HistoryPage } from './gmail-answers.ts'
import { type Api, unlessMissing } from './gmail-api.ts'

/** What has happened to a mailbox, in message ids. */
export type Changes = {
  /** New in the mailbox, whatever their date. */
  added: string[]
  /** No longer spam, trash or draft. */
  returned: string[]
  deleted: string[]
  /** What is left of a message's label changes when later ones are set against earlier ones. */
  labels: { id: string; gained: string[]; dropped: string[] }[]
}

export type History = { outcome: 'changes'; changes: Changes; historyId: string } | { outcome: 'expired' }

/** 50,000 changes: beyond that a window is read sooner than its history. */
const MOST_PAGES = 100

export async function readHistory(api: Api, since: string): Promise<History> {
  const users = await api()
  const records: HistoryPage['history'] = []
  const turned = new Set<string>()
  for (let pageToken: string | undefined; turned.size < MOST_PAGES; ) {
    const asked = { userId: 'me', startHistoryId: since, maxResults: 500, ...(pageToken && { pageToken }) }
    // Expired, from the future, or no history id at all: Gmail does not say which, and it makes no difference.
    const answer = await unlessMissing(() => users.history.list(asked), [400, 404])
    if (!answer) return { outcome: 'expired' }
    const page = believe(HistoryPage, answer.data)
    records.push(...page.history)
    pageToken = page.nextPageToken
    if (!pageToken) return { outcome: 'changes', changes: sumOf(records), historyId: page.historyId }
    if (turned.has(pageToken)) throw new Unreadable('Gmail tells the same history again')
    turned.add(pageToken)
  }
  return { outcome: 'expired' }
}

/** Drafts are ours or the owner's unfinished work; spam and trash were judged already. */
export const isAside = (labels: Iterable<string>) => [...labels].some((label) => ASIDE.includes(label))
const ASIDE = ['DRAFT', 'SPAM', 'TRASH', 'CHAT']

/** Replayed in order, so that of a label that came and went only the last word counts. */
function sumOf(records: HistoryPage['history']): Changes {
  const added = new Set<string>()
  const deleted = new Set<string>()
  const labels = new Map<string, { gained: Set<string>; dropped: Set<string> }>()
  const change = (id: string) => {
    const known = labels.get(id) ?? { gained: new Set(), dropped: new Set() }
    labels.set(id, known)
    return known
  }

  for (const { messagesAdded, messagesDeleted, labelsAdded, labelsRemoved } of records) {
    for (const { message } of messagesAdded) if (!isAside(message.labelIds ?? [])) added.add(message.id)
    for (const { message } of messagesDeleted) deleted.add(message.id)
    for (const { message, labelIds } of labelsAdded)
      move(labelIds, change(message.id).dropped, change(message.id).gained)
    for (const { message, labelIds } of labelsRemoved)
      move(labelIds, change(message.id).gained, change(message.id).dropped)
  }

  const stays = (id: string) => !deleted.has(id) && !isAside(labels.get(id)?.gained ?? [])
  return {
    added: [...added].filter(stays),
    returned: [...labels.keys()].filter((id) => isAside(labels.get(id)?.dropped ?? []) && stays(id) && !added.has(id)),
    deleted: [...deleted],
    labels: [...labels]
      .filter(([id]) => !deleted.has(id))
      .map(([id, { gained, dropped }]) => ({ id, gained: [...gained], dropped: [...dropped] })),
  }
}

function move(labels: string[], from: Set<string>, to: Set<string>): void {
  for (const label of labels) {
    from.delete(label)
    to.add(label)
  }
}
