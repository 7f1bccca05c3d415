import { createServer, type Server } from 'node:http'
import { getRequestListener } from '@hono/node-server'

type Fetch = (request: Request, socket: object) => Response | Promise<Response>

export type Listening = { url: string; use(fetch: Fetch): void; close(): Promise<void> }

/** Opens the port first, so that a taken one is known before anything else is built. Port 0 takes any free one. */
export async function listen(port: number): Promise<Listening> {
  let current: Fetch = () => new Response('Starting …', { status: 503, headers: { 'retry-after': '1' } })
  const server = createServer(getRequestListener((request, socket) => current(request, socket)))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const address = server.address()
  const taken = typeof address === 'object' && address ? address.port : port

  return {
    url: `http://127.0.0.1:${taken}`,
    use: (fetch) => {
      current = fetch
    },
    close: () => close(server),
  }
}

async function close(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
