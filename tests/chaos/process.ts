import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import type { Variables } from '../../local/settings.ts'

/** A program of this folder in a process of its own, which says where it listens once it does. */
export type Running = { child: ChildProcess; ended: Promise<unknown>; url: Promise<string | undefined> }

export function run(program: string, env: Variables): Running {
  const child = fork(fileURLToPath(new URL(program, import.meta.url)), {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { PATH: process.env.PATH, ...env },
  })
  const ended = once(child, 'exit')
  const said = once(child, 'message').then(([url]) => (typeof url === 'string' ? url : undefined))
  return { child, ended, url: Promise.race([said, ended.then(() => undefined)]) }
}

/** The same question, to a process that may die over it: then there is no answer but a gateway's. */
export async function passOn(request: Request, url: string | undefined, path: string): Promise<Response> {
  if (!url) return new Response('{}', { status: 503 })
  const { method, headers } = request
  const body = ['GET', 'HEAD'].includes(method) ? null : await request.arrayBuffer()
  const init = { method, headers, body, redirect: 'manual', signal: AbortSignal.timeout(10_000) } as const
  return fetch(`${url}${path}${new URL(request.url).search}`, init).catch(() => new Response('{}', { status: 502 }))
}
