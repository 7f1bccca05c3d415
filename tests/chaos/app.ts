import { flushCompileCache } from 'node:module'
import type { Door } from '../../api/_http/door.ts'
import { HANDLERS } from '../../core/jobs/handlers.ts'
import { DOOR_NAMES } from '../../local/doors.ts'
import { listen } from '../../local/serve.ts'

/** The product alone, as a process that can be killed: its doors, and whatever their answers leave to be done. */
const line = await listen(0)
const doors = new Map<string, Door>()
for (const name of DOOR_NAMES) {
  doors.set(name, ((await import(`../../api/${name}.ts`)) as { default: Door }).default)
}
// What its jobs need is loaded before it is of any use: it is to be killed at work, not over an import.
await Promise.all(Object.values(HANDLERS).map((load) => load()))
// Who is killed leaves no cache behind; without one, two hundred of them would do little but compile.
flushCompileCache()

line.use((request) => {
  const name = /^\/api\/(\w+)/.exec(new URL(request.url).pathname)?.[1] ?? ''
  return doors.get(name)?.fetch(request, {}) ?? new Response(null, { status: 404 })
})
process.send?.(line.url)
