import fc from 'fast-check'
import PostalMime, { type Address, type Email } from 'postal-mime'
import { beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { Draft, DraftPage } from '../../core/drafts/schema.ts'
import { approve } from '../support/drafted.ts'
import { hold, patience } from '../support/law.ts'
import { letter } from '../support/letters.ts'
import { openPractice, type Practice } from '../support/practice.ts'
import { catchUp } from '../support/queue.ts'
import { encoded, phrase, wording } from '../support/words.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld()
let ada: Practice

beforeAll(async () => {
  ada = await openPractice(world, 'ada@quill.example')
})

test(
  'what arrives is what was approved: text, subject, sender and recipients',
  async () => {
    const cases = fc.array(fc.record({ body: wording, subject: phrase, name: phrase }), { minLength: 1, maxLength: 6 })
    await hold(cases, 8, async (mails) => {
      const drafts = await lettersFrom(mails)
      const approved = await Promise.all(drafts.map((draft, n) => edit(draft, mails[n]?.body ?? '')))
      for (const draft of approved) expect((await approve(ada, draft)).status).toBe(200)
      await catchUp(world)

      const arrived = await Promise.all(world.google.outside().map(({ raw }) => PostalMime.parse(raw)))
      for (const draft of approved) {
        const [copy, ...more] = arrived.filter(({ to }) => to?.[0]?.address === draft.to_recipients[0]?.address)
        expect(more).toEqual([])
        expect(whatIsRead(copy)).toEqual({
          from: [{ name: draft.from_name, address: draft.from_address }],
          to: draft.to_recipients,
          cc: draft.cc_recipients,
          bcc: [],
          subject: draft.subject,
          body: draft.body.replace(/\n+$/, ''),
        })
      }
    })
  },
  patience,
)

let clients = 0

/** Letters with these subjects, from people of these names: the draft that answers each, in the same order. */
async function lettersFrom(mails: { subject: string; name: string }[]): Promise<Draft[]> {
  const known = new Set((await queue()).map(({ id }) => id))
  const addresses = mails.map(() => `client${++clients}@elsewhere.example`)
  for (const [n, { subject, name }] of mails.entries()) {
    const answerTo = name.trim() ? `${encoded(name)} <${addresses[n]}>` : (addresses[n] ?? '')
    const headers = { 'Reply-To': answerTo }
    const from = 'ben@sorrel.example'
    await world.google.deliver(ada.address, letter({ from, to: ada.address, subject: encoded(subject), headers }))
  }
  await world.settled()
  const fresh = (await queue()).filter(({ id }) => !known.has(id))
  const drafts = await Promise.all(fresh.map(({ id }) => ada.expect(Draft, 'GET', `/api/drafts/${id}`)))
  return addresses.map((address) => z.custom<Draft>(Boolean).parse(drafts.find((draft) => answers(draft, address))))
}

const answers = ({ to_recipients }: Draft, address: string) => to_recipients.some((to) => to.address === address)

const queue = async () => (await ada.expect(DraftPage, 'GET', '/api/drafts?limit=100')).items

const edit = (draft: Draft, body: string) =>
  ada.expect(Draft, 'PATCH', `/api/drafts/${draft.id}`, { version: draft.version, body })

function whatIsRead(mail: Email | undefined) {
  const people = (list: Address[] = []) => list.map(({ name, address }) => ({ name, address }))
  const { from, to, cc, bcc, subject } = mail ?? {}
  return {
    from: people(from && [from]),
    to: people(to),
    cc: people(cc),
    bcc: people(bcc),
    subject,
    body: mail && bodyOf(mail),
  }
}

/** A text part ends in a line break of its own. */
const bodyOf = ({ text = '' }: Email) => text.replace(/\n+$/, '')
