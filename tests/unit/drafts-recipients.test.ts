import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { recipientsOf } from '../../core/drafts/recipients.ts'
import { senderOf } from '../../core/drafts/sender.ts'

const own = ['ada@quill.example', 'office@quill.example']
const who = (address: string, name = '') => ({ name, address })
const ben = who('ben@sorrel.example', 'Ben Sorrel')
const cleo = who('cleo@elsewhere.example', 'Cleo')
const dan = who('dan@elsewhere.example')
const letter = (more: object = {}) => ({
  from_name: ben.name,
  from_address: ben.address,
  to_recipients: [who('ada@quill.example')],
  cc_recipients: [],
  reply_to: [],
  signals: {},
  ...more,
})

describe('a reply', () => {
  test('goes to the sender, and nobody else can be added, when nobody else took part', () => {
    expect(recipientsOf(letter(), own)).toEqual({ to: [ben], cc: [], participants: [{ ...ben, role: 'reply' }] })
  })

  test('to all goes to everybody else, too, once, and not to ourselves under any of our names', () => {
    const all = letter({
      to_recipients: [who('ada@quill.example'), cleo, ben],
      cc_recipients: [who('office@quill.example'), dan, cleo, who('ada+urgent@quill.example')],
    })
    expect(recipientsOf(all, own)).toMatchObject({ to: [ben], cc: [cleo, dan] })
  })

  test('goes where the sender asks for it, and can be sent to the sender instead', () => {
    const elsewhere = letter({ reply_to: [cleo], cc_recipients: [dan] })
    expect(recipientsOf(elsewhere, own)).toEqual({
      to: [cleo],
      cc: [dan],
      participants: [
        { ...cleo, role: 'reply' },
        { ...ben, role: 'sender' },
        { ...dan, role: 'other' },
      ],
    })
  })

  test('is not sent to ourselves because somebody asks for that', () => {
    expect(recipientsOf(letter({ reply_to: [who('ada@quill.example')] }), own).to).toEqual([ben])
  })

  test('is never sent to a mailing list', () => {
    const signals = { list_id: 'Staff <staff.lists.example>' }
    const list = letter({ cc_recipients: [who('staff@lists.example'), dan], signals })
    expect(recipientsOf(list, own).participants.map(({ address }) => address)).toEqual([ben.address, dan.address])
  })

  test('goes to fifty people at most', () => {
    const crowd = Array.from({ length: 200 }, (_, n) => who(`guest${n}@elsewhere.example`))
    expect(recipientsOf(letter({ cc_recipients: crowd }), own).participants).toHaveLength(50)
  })

  test('never repeats anybody, never names ourselves, and always goes to somebody', () => {
    const people = fc.array(fc.constantFrom(ben, cleo, dan, ...own.map((one) => who(one))), { maxLength: 5 })
    const letters = fc.record({ to_recipients: people, cc_recipients: people, reply_to: people })
    fc.assert(
      fc.property(letters, (more) => {
        const { to, cc, participants } = recipientsOf(letter(more), own)
        const everybody = [...to, ...cc].map(({ address }) => address)
        expect(to.length).toBeGreaterThan(0)
        expect(new Set(everybody).size).toBe(everybody.length)
        expect(everybody.filter((address) => own.includes(address))).toEqual([])
        const known = participants.map(({ address }) => address)
        expect(everybody.every((address) => known.includes(address))).toBe(true)
      }),
      { numRuns: 200 },
    )
  })
})

describe('it is written', () => {
  const plain = { name: 'Ada Quill', reply_to: '', signature: '' }
  const known = [
    { ...plain, address: 'ada@quill.example', is_default: false },
    { ...plain, address: 'office@quill.example', is_default: true },
    { ...plain, address: 'deeds@quill.example', is_default: false },
  ]
  const mailbox = { address: 'ada@quill.example', name: 'Ada Quill', senders: known }
  const from = (more: object) => senderOf(letter(more), mailbox).address

  test.each([
    [
      'by the address that was written to',
      { to_recipients: [cleo, who('deeds@quill.example')] },
      'deeds@quill.example',
    ],
    [
      'by the address that got a copy',
      { to_recipients: [cleo], cc_recipients: [who('ada@quill.example')] },
      'ada@quill.example',
    ],
    ['as usual when it came by another way', { to_recipients: [cleo] }, 'office@quill.example'],
    [
      'never by an address Gmail has not verified',
      { to_recipients: [who('new@quill.example')] },
      'office@quill.example',
    ],
  ])('%s', (_how, more, address) => {
    expect(from(more)).toBe(address)
  })

  test('by the mailbox itself while nothing else is known', () => {
    expect(senderOf(letter(), { ...mailbox, senders: [] })).toMatchObject({ address: 'ada@quill.example' })
  })
})
