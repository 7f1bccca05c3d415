/** Closes the socket behind a request, where there is one (`@hono/node-server` passes it along); says whether it did. */
export function hangUp(env: unknown): boolean {
  const socket = property(property(env, 'incoming'), 'socket')
  const destroy = property(socket, 'destroy')
  if (typeof destroy !== 'function') return false
  destroy.call(socket)
  return true
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}
