import type postgres from 'postgres'

/** Business time of the local world: the real clock plus an offset kept in the database. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number
  /** Moves the clock; what was waiting for that time falls due. */
  travel(seconds: number): Promise<Date>
}

export async function createClock(sql: postgres.Sql): Promise<Clock> {
  const read = async () => {
    const [row] = await sql<{ ms: string }[]>`select extract(epoch from "offset") * 1000 as ms from private.local_clock`
    return Number(row?.ms ?? 0)
  }
  let offset = await read()

  return {
    now: () => Math.trunc(Date.now() + offset),
    travel: async (seconds) => {
      await sql`select private.travel(make_interval(secs => ${seconds}))`
      offset = await read()
      return new Date(Date.now() + offset)
    },
  }
}
