import dgram from 'node:dgram'
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'
import { afterAll, afterEach } from 'vitest'

const attempts: string[] = []

guardSockets()
guardDatagrams()
guardNames()
// Named imports of these modules are copies; this renews them.
syncBuiltinESMExports()

afterEach(refuseOutsiders)
afterAll(refuseOutsiders)

/** Fails the test even where the code under test swallowed the error. @throws {Error} naming every outside target */
export function refuseOutsiders(): void {
  const targets = attempts.splice(0)
  if (targets.length > 0) throw new Error(`A test may not leave this machine, but reached for ${targets.join(', ')}`)
}

export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$|\.$/g, '')
  if (name === 'localhost' || name.endsWith('.localhost')) return true
  return /^(::ffff:)?127(\.\d{1,3}){3}$/.test(name) || /^(::1|::|0\.0\.0\.0)$/.test(name)
}

function refusal(target: string): Error {
  attempts.push(target)
  return Object.assign(new Error(`Network guard: "${target}" is not on this machine`), { code: 'ENETGUARD' })
}

function guardSockets(): void {
  const connect = net.Socket.prototype.connect
  net.Socket.prototype.connect = function (this: net.Socket, ...args: unknown[]) {
    const target = targetOf(args)
    if (!target || isLoopback(target.host)) return Reflect.apply(connect, this, args)
    const error = refusal(`${target.host}:${target.port}`)
    process.nextTick(() => this.destroy(error))
    return this
  } as typeof connect
}

/** What connect() was asked for, in any of its forms; nothing for a pipe. `net.connect` passes them on in an array. */
function targetOf(args: unknown[]): { host: string; port: number } | undefined {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args
  if (typeof first === 'object' && first !== null) {
    const { path, host, port } = first as { path?: string; host?: string; port?: number }
    return path ? undefined : { host: host ?? 'localhost', port: Number(port) }
  }
  if (Number.isNaN(Number(first))) return undefined
  return { host: typeof second === 'string' ? second : 'localhost', port: Number(first) }
}

function guardDatagrams(): void {
  const send = dgram.Socket.prototype.send
  dgram.Socket.prototype.send = function (this: dgram.Socket, ...args: unknown[]) {
    const host = args.slice(1).find((value) => typeof value === 'string') ?? 'localhost'
    if (isLoopback(host)) return Reflect.apply(send, this, args)
    throw refusal(`${host} (udp)`)
  } as typeof send
}

type Names = Record<string, unknown>

function guardNames(): void {
  const questions = Object.keys(dns).filter((name) => name === 'lookup' || /^(resolve|reverse)/.test(name))
  for (const place of [dns, dns.Resolver.prototype] as unknown as Names[]) {
    for (const name of questions) guard(place, name, (args, error) => callbackOf(args)(error))
  }
  for (const place of [dns.promises, dns.promises.Resolver.prototype] as unknown as Names[]) {
    for (const name of questions) guard(place, name, (_args, error) => Promise.reject(error))
  }
}

function guard(place: Names, name: string, refuse: (args: unknown[], error: Error) => unknown): void {
  const ask = place[name]
  if (typeof ask !== 'function') return
  place[name] = function (this: unknown, ...args: unknown[]) {
    const host = String(args[0] ?? 'localhost')
    if (isLoopback(host) || (name === 'lookup' && net.isIP(host))) return Reflect.apply(ask, this, args)
    return refuse(args, refusal(`${host} (dns.${name})`))
  }
}

function callbackOf(args: unknown[]): (error: Error) => void {
  const callback = args.findLast((value) => typeof value === 'function')
  if (!callback) throw new TypeError('The "callback" argument must be of type function')
  return (error) => process.nextTick(callback as (error: Error) => void, error)
}
