import type { Door } from '../../api/_http/door.ts'
import { DOOR_NAMES } from '../../local/doors.ts'
import { listen } from '../../local/serve.ts'

/** The product alone, as a process that can be killed: its doors, and whatever their answers leave to be done. */
const line = await listen(0)
const doors = new Map<string, Door>()
for (const name of DOOR_NAMES) {
  doors.set(name, ((await import(`../../api/${name}.ts`)) as { default: Door }).default)
}
line.use((request) => {
  const name = /^\/api\/(\w+)/.exec(new URL(request.url).pathname)?.[1] ?? ''
  return doors.get(name)?.fetch(request, {}) ?? new Response(null, { status: 404 })
})
process.send?.(line.url)
