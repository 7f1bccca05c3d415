import { expect, test } from 'vitest'
import { Health } from '../../core/insights/schema.ts'
import { startWorld } from '../support/world.ts'

const world = await startWorld({ COMMIT: 'abc1234' })

test('a stranger learns that it is up, which commit runs, and nothing else', async () => {
  const answer = await fetch(`${world.url}/api/insights/health`)
  const { data } = (await answer.json()) as { data: unknown }
  expect(data).toEqual({ status: 'ok', commit: 'abc1234', database: true })
  expect(Health.parse(data)).toEqual(data)
})
