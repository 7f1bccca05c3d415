import { afterAll } from 'vitest'
import { plant } from '../../local/seed/plant.ts'
import { listen } from '../../local/serve.ts'
import { makeSecrets, type Variables } from '../../local/settings.ts'
import { cloneDatabase, templateDatabase } from '../../local/supabase/databases.ts'
import { createWorld, type World } from '../../local/world.ts'
import { contractWith } from './contract.ts'
import { testPostgres } from './postgres.ts'

export type TestWorld = World & { settled(): Promise<void> }

/** A test does in a minute what a mailbox sees in a month; Gmail's quota is the matter of tests of its own. */
const BUSY: Variables = { QUOTA_PER_USER: '1000000', QUOTA_PER_PROJECT: '100000000' }

/** A whole world of one's own, on its own clone of the database, for one test file. */
export async function startWorld(settings: Variables = {}): Promise<TestWorld> {
  const contract = contractWith()
  const database = contract ? await contract.emptied() : await ownClone()
  const server = await listen(0)
  const world = await createWorld({
    url: server.url,
    databaseUrl: database.url,
    secrets: await makeSecrets(),
    settings: { ...BUSY, ...contract?.settings, ...settings },
  })
  Object.assign(process.env, world.env)
  server.use(world.app.fetch)

  afterAll(async () => {
    await world.afterwork.stop()
    await server.close()
    await world.close()
    await database.drop()
  })
  return { ...world, settled: () => settled(world) }
}

async function ownClone() {
  const postgres = await testPostgres()
  return cloneDatabase(postgres, await templateDatabase(postgres))
}

/** With the seeded professional, her mail triaged and her drafts waiting. */
export async function startPlantedWorld(): Promise<TestWorld> {
  const world = await startWorld()
  await plant(world)
  await world.settled()
  return world
}

/** Waits until every push is delivered and no job is running or due. */
async function settled({ google, supabase: { sql } }: World): Promise<void> {
  const deadline = Date.now() + 15_000
  while (Date.now() < deadline) {
    await google.idle()
    const [busy] = await sql<{ kind: string }[]>`
      select message ->> 'kind' as kind from pgmq.q_jobs
      where vt <= clock_timestamp() or last_read_at is not null and vt > clock_timestamp() limit 1`
    if (!busy) return
    await new Promise((resolve) => setImmediate(resolve))
  }
  throw new Error('The world does not come to rest')
}
