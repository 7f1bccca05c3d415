import type { World } from '../../local/world.ts'
import type { Faults, Kind } from './faults.ts'
import { nameOf, outcomeOf } from './names.ts'
import { type Actor, act, actorNow, LineCut, late, type Stage } from './stage.ts'

type Play = { stage: Stage; faults: Faults }
type Told = { resolve(response: Response): void; reject(error: unknown): void }

/** The only way to the world: `fetch` of this process, and every call on it a move of the stage. */
export function createLine(world: World) {
  let play: Play | undefined
  let served = 0

  async function fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const request = new Request(input, init)
    const { pathname } = new URL(request.url)
    const actor = actorNow()
    const perform = () => act(undefined, () => world.app.fetch(request))
    // Keys are fetched once and kept: which play needs them first would make plays differ.
    if (!play || /\/(jwks\.json|certs)$/.test(pathname)) return perform()
    if (pathname === '/api/hooks/gmail') return publish(play, request)
    if (!actor) return perform()
    if (actor.dead) throw new LineCut()
    return pathname.startsWith('/api/') ? knock(play, actor, request) : call(play, actor, request)
  }

  /** A call to a vendor or the database: performed whole, unless something goes wrong with it. */
  const call = ({ stage, faults }: Play, actor: Actor, request: Request) =>
    new Promise<Response>((resolve, reject) => {
      const name = nameOf(request)
      const deliver = async () => world.app.fetch(request)
      const told: Told = { resolve, reject }
      const move = {
        actor,
        name,
        perform: async () => {
          const fault = faults.take(name)
          if (!fault) {
            const response = await deliver()
            resolve(response)
            return outcomeOf(response)
          }
          if (fault === 'late')
            stage.wait({ ...move, name: late(name), perform: async () => outcomeOf(await deliver()) })
          const performed = /after|lost|garbled/.test(fault) ? outcomeOf(await deliver()) : 'not performed'
          if (fault.startsWith('dies')) stage.kill(actor)
          tell(fault, told)
          return `${fault} (${performed})`
        },
        abandon: () => reject(new LineCut()),
      }
      request.signal.addEventListener('abort', () => {
        reject(request.signal.reason)
        move.name = late(name)
      })
      stage.wait(move)
    })

  /** A call to a door opens a function that goes on by itself, and may outlive its answer. */
  const knock = ({ stage, faults }: Play, actor: Actor, request: Request) =>
    new Promise<Response>((resolve, reject) => {
      const name = nameOf(request)
      stage.wait({
        actor,
        name,
        perform: async () => {
          const fault = faults.take(name)
          const lost = fault && /after|lost|garbled/.test(fault)
          if (fault && !lost) {
            reject(new LineCut())
            return fault
          }
          open(stage, request).then(
            (response) => (lost ? reject(new LineCut()) : resolve(response)),
            (error) => reject(error),
          )
          return fault ?? ''
        },
        abandon: () => reject(new LineCut()),
      })
    })

  const open = (stage: Stage, request: Request): Promise<Response> => {
    const door = /^\/api\/(\w+)/.exec(new URL(request.url).pathname)?.[1]
    return act(stage.enter(`${door}#${++served}`, true), async () => world.app.fetch(request))
  }

  /** Pub/Sub takes a push and delivers it at least once, whenever; some it loses, as Gmail does. */
  async function publish({ stage, faults }: Play, request: Request): Promise<Response> {
    const [headers, body] = [request.headers, await request.text()]
    const pubsub = stage.enter('pubsub', false)
    const deliver = (attempt: number): void =>
      stage.wait({
        actor: pubsub,
        name: 'push',
        perform: async () => {
          const fault = faults.take('push')
          if (fault === 'late') return 'lost for good'
          const again = () => {
            if (attempt < 5) stage.sleep(pubsub, 10_000 * attempt, () => deliver(attempt + 1))
          }
          if (fault && !/after|lost|garbled/.test(fault)) again()
          else
            open(stage, new Request(request.url, { method: 'POST', headers, body })).then(({ ok }) => {
              if (!ok || fault) again()
            }, again)
          return fault ?? ''
        },
        abandon: () => undefined,
      })
    deliver(1)
    return new Response(null, { status: 204 })
  }

  return {
    fetch,
    /** Without a play, every call goes straight through. */
    use: (next: Play | undefined) => {
      play = next
      served = 0
    },
  }
}

const STATUS: Partial<Record<Kind, number>> = {
  limited: 429,
  broken: 500,
  busy: 503,
  'broken after': 502,
  garbled: 200,
}

function tell(fault: Kind, { resolve, reject }: Told): void {
  const status = STATUS[fault]
  if (status === undefined) {
    reject(new LineCut())
    return
  }
  const headers = { 'content-type': 'application/json', ...(status === 429 && { 'retry-after': '7' }) }
  resolve(new Response(fault === 'garbled' ? '{"id": "18c' : '{}', { status, headers }))
}
