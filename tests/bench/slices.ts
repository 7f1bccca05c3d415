export type Side = (lane: number) => Promise<Response>

export type Slices = {
  /** Of every round: requests per second of the first side ÷ those of the second. */
  ratios: number[]
  /** Milliseconds of every request, side by side. */
  first: number[]
  second: number[]
}

type Options = { rounds: number; requests: number; lanes: number }

/** Two sides in short turns, each beginning every other round: what disturbs the machine disturbs both. */
export async function takeTurns(a: Side, b: Side, { rounds, requests, lanes }: Options): Promise<Slices> {
  const slices: Slices = { ratios: [], first: [], second: [] }
  for (const side of [a, b, a, b]) await slice(side, requests, lanes)

  for (let round = 0; round < rounds; round++) {
    const sides = round % 2 === 0 ? [a, b] : [b, a]
    const taken = new Map<Side, { ms: number; each: number[] }>()
    for (const side of sides) taken.set(side, await slice(side, requests, lanes))
    const [first, second] = [taken.get(a), taken.get(b)]
    if (!first || !second) throw new Error('Cannot compare a side with itself')
    slices.ratios.push(second.ms / first.ms)
    slices.first.push(...first.each)
    slices.second.push(...second.each)
  }
  return slices
}

async function slice(side: Side, requests: number, lanes: number): Promise<{ ms: number; each: number[] }> {
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
