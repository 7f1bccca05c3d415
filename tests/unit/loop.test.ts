import { expect, test } from 'vitest'
import { loopIn, type Turn } from '../../core/threads/loop.ts'

test('two assistants stop after one draft each', () => {
  expect(reasonOf('theirs', 'ours by assistant')).toBeUndefined()
  expect(reasonOf('theirs', 'ours by assistant', 'theirs by assistant')).toBe('loop_suspected')
  expect(reasonOf('ours', 'theirs by assistant')).toBeUndefined()
})

test('two people whose assistants help them may go on, though not for ever', () => {
  const round = ['ours by assistant', 'an hour', 'theirs by assistant', 'an hour']
  expect(reasonOf('theirs', ...round, ...round)).toBeUndefined()
  expect(reasonOf('theirs', ...round, ...round, ...round)).toBe('loop_suspected')
  expect(reasonOf('theirs', ...round, ...round, 'ours', ...round)).toBeUndefined()
})

test('one answer within seconds may be luck, two are a machine', () => {
  const round = ['ours', 'a second', 'theirs', 'an hour']
  expect(reasonOf('theirs', ...round)).toBeUndefined()
  expect(reasonOf('theirs', ...round, ...round)).toBe('loop_suspected')
  expect(reasonOf('theirs', ...round, 'ours', 'an hour', 'theirs')).toBeUndefined()
})

test('a dozen messages within an hour are one too many from one sender, and not from several', () => {
  const rounds = (count: number, ...round: string[]) => Array.from({ length: count }, () => round).flat()
  expect(reasonOf(...rounds(11, 'theirs', 'a minute'))).toBeUndefined()
  expect(reasonOf(...rounds(12, 'theirs', 'a minute'))).toBe('loop_suspected')
  expect(reasonOf(...rounds(6, 'ours', 'a minute', 'theirs', 'a minute'))).toBe('loop_suspected')
  expect(reasonOf(...rounds(6, 'theirs', 'a minute', "somebody else's", 'a minute'))).toBeUndefined()
  expect(reasonOf(...rounds(11, 'theirs', 'a minute'), 'an hour', 'theirs')).toBeUndefined()
})

test('what we sent and a list brings back is our own', () => {
  const ours = { direction: 'outbound', from_address: 'ada@quill.example', received_at: at(0), approval: 'x' } as const
  expect(loopIn([ours, { ...ours, direction: 'inbound' }])?.reason).toBe('own_mail')
})

/** A conversation in words: who writes, and how long it takes until the next does; five seconds where nothing is said. */
function reasonOf(...said: string[]): string | undefined {
  let seconds = 0
  const turns: Turn[] = []
  for (const words of said) {
    const wait = { 'an hour': 3600, 'a minute': 60, 'a second': 1 }[words]
    seconds += wait ?? 5
    if (!wait) turns.push(turn(words, seconds, turns.length))
  }
  return loopIn(turns)?.reason
}

function turn(words: string, seconds: number, number: number): Turn {
  const outbound = words.startsWith('ours')
  return {
    direction: outbound ? 'outbound' : 'inbound',
    from_address: outbound
      ? 'ada@quill.example'
      : words.startsWith('theirs')
        ? 'bo@client.example'
        : 'cy@client.example',
    received_at: at(seconds),
    approval: words.endsWith('by assistant') ? `approval ${number}` : null,
  }
}

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 20) + seconds * 1000).toISOString()
