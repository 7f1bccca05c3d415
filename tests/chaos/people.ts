import { setTimeout as wait } from 'node:timers/promises'
import { Draft, DraftPage } from '../../core/drafts/schema.ts'
import type { World } from '../../local/world.ts'
import type { Dice } from '../simulation/dice.ts'
import { letter } from '../support/letters.ts'
import { type Person, signIn } from '../support/person.ts'
import { connect } from '../support/practice.ts'

export type Owner = {
  address: string
  person: Person
  /** The drafts that were to be discarded, by all the owner knows. */
  aside: Set<string>
}

/** Signs up and connects a mailbox, while nobody is being killed yet. */
export async function openOwner(world: World, address: string): Promise<Owner> {
  world.google.addUser({ email: address, name: 'Ada Quill' })
  const person = await signIn(world, address, `Quill & Sons of ${address}`)
  const client = person.me.clients[0]?.id ?? ''
  const where = await connect(person, client, address)
  if (!where.includes('connected=1')) throw new Error(`Cannot connect a mailbox: sent to "${where}"`)
  await world.supabase.sql`update public.clients set undo_seconds = 0 where id = ${client}`
  return { address, person, aside: new Set() }
}

export const write = ({ google }: World, { address }: Owner, nth: number) =>
  google.deliver(address, letter({ from: 'Ben Sorrel <ben@sorrel.example>', to: address, subject: `Matter ${nth}` }))

/** Approves what waits, and sets some aside; whatever goes wrong on the way, the next look will tell. */
export async function decide({ person, aside }: Owner, dice: Dice, over: () => boolean): Promise<void> {
  while (!over()) {
    for (const { id } of (await read(person, '/api/drafts?limit=20', DraftPage))?.items ?? []) {
      const draft = await read(person, `/api/drafts/${id}`, Draft)
      if (!draft || over()) break
      const yes = !aside.has(id) && dice.chance(0.9)
      if (!yes) aside.add(id)
      const [verb, body] = yes ? ['approve', { hash: draft.content_hash }] : ['discard', {}]
      await person.ask('POST', `/api/drafts/${id}/${verb}`, body).catch(() => undefined)
    }
    await wait(300)
  }
}

type Parser<T> = { safeParse(value: unknown): { data?: T | undefined } }

async function read<T>(person: Person, address: string, schema: Parser<T>): Promise<T | undefined> {
  const answer = await person.ask('GET', address).catch(() => undefined)
  return schema.safeParse(answer?.body.data).data
}

/** Mails that are done with, by all that can be seen from outside. */
export const answeredBy = ({ google }: World, { address, aside }: Owner): number =>
  aside.size + (google.mailbox(address)?.sent.length ?? 0)
