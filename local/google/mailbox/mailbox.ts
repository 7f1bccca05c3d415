export type SendAs = { email: string; name: string; signature?: string }
export type User = { email: string; name: string; sendAs?: SendAs[] }
export type Message = {
  id: string
  threadId: string
  labelIds: string[]
  historyId: string
  internalDate: number
  raw: Uint8Array
}
export type Label = { id: string; name: string; settings: Record<string, unknown> }
export type HistoryType = 'messagesAdded' | 'messagesDeleted' | 'labelsAdded' | 'labelsRemoved'
export type HistoryRecord = {
  id: string
  at: number
  type: HistoryType
  message: { id: string; threadId: string; labelIds: string[] }
  labelIds: string[]
}
export type Watch = { topicName: string; labelIds: string[]; behavior: 'include' | 'exclude'; expiration: number }

export type Mailbox = {
  address: string
  name: string
  sendAs: SendAs[]
  messages: Map<string, Message>
  /** Draft id to message id. */
  drafts: Map<string, string>
  labels: Map<string, Label>
  history: HistoryRecord[]
  historyId: bigint
  /** A start before this id has expired. */
  historyFloor: bigint
  serial: number
  watch: Watch | undefined
}

export function createMailbox({ email, name, sendAs = [] }: User): Mailbox {
  const address = email.toLowerCase()
  const historyId = firstHistoryId(address)
  return {
    address,
    name,
    sendAs: [
      sendAs.find((alias) => alias.email.toLowerCase() === address) ?? { email: address, name },
      ...sendAs.filter((alias) => alias.email.toLowerCase() !== address),
    ],
    messages: new Map(),
    drafts: new Map(),
    labels: new Map(),
    history: [],
    historyId,
    historyFloor: historyId,
    serial: 0,
    watch: undefined,
  }
}

/** Beyond 2^53, so that code reading a history id as a number goes wrong here and not in production. */
function firstHistoryId(address: string): bigint {
  const spread = [...address].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003, 7)
  return 2n ** 53n + BigInt(spread) * 2n + 1n
}
