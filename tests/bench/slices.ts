export type Side = (lane: number) => Promise<Response>

/** What one side did in one turn: milliseconds in all, and of each request. */
export type Slice = { ms: number; each: number[] }
export type Round = { first: Slice; second: Slice }

type Options = { rounds: number; requests: number; lanes: number }

/** Two sides in short turns, each beginning every other round: what disturbs the machine disturbs both. */
export async function takeTurns(a: Side, b: Side, { rounds, requests, lanes }: Options): Promise<Round[]> {
  // The first turns warm the machine up and do not count.
  for (const side of [a, b, a, b]) await slice(side, requests, lanes)

  const taken: Round[] = []
  for (let round = 0; round < rounds; round++) {
    if (round % 2 === 0) {
      const first = await slice(a, requests, lanes)
      taken.push({ first, second: await slice(b, requests, lanes) })
    } else {
      const second = await slice(b, requests, lanes)
      taken.push({ first: await slice(a, requests, lanes), second })
    }
  }
  return taken
}

async function slice(side: Side, requests: number, lanes: number): Promise<Slice> {
  const each: number[] = []
  const began = performance.now()
  let left = requests
  const work = async (lane: number) => {
    while (left-- > 0) {
      const asked = performance.now()
      const response = await side(lane)
      if (!response.ok) throw new Error(`Cannot measure: answered ${response.status} ${await response.text()}`)
      await response.arrayBuffer()
      each.push(performance.now() - asked)
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, lane) => work(lane)))
  return { ms: performance.now() - began, each }
}
