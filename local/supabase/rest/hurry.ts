import type { PostgresConnection } from '@supabase/lite/postgres'

type Driver = PostgresConnection['driver']
type Unsafe = Awaited<ReturnType<Driver['reserve']>>['unsafe']
type Parameters = NonNullable<globalThis.Parameters<Unsafe>[1]>
type Asked = ReturnType<Unsafe>

const SETTINGS = /^select set_config\(/
const ABOUT_FUNCTION = "set_config('response.status'"
/** What Lite asks after every function, in its own words. */
const AFTER_FUNCTION = /^\s*select current_setting\('response\.status', true\) as status/i

/**
 * One request is six statements, and each is awaited on its own way: begin, who asks, what is asked, the question, what
 * the answer is to look like, commit. Here they take two: all but the last are sent together. And since the same few
 * questions are asked all day, each connection prepares them once.
 */
export function hurry(driver: Driver): void {
  const reserve = driver.reserve.bind(driver)
  driver.reserve = async () => {
    const reserved = await reserve()
    return Object.assign(reserved, { unsafe: together(reserved.unsafe.bind(reserved)) })
  }
}

function together(unsafe: Unsafe): Unsafe {
  let held: string[] = []
  let afterwards: Asked | undefined
  const send = (sql: string, parameters: Parameters = []) =>
    unsafe(sql, parameters, { prepare: parameters.length > 0 }).execute()

  async function ask(sql: string, parameters: Parameters = []) {
    if (sql === 'begin' || SETTINGS.test(sql)) {
      held.push(sql)
      return nothing()
    }
    const [before, ahead] = [held, afterwards]
    held = []
    afterwards = undefined
    if (ahead && AFTER_FUNCTION.test(sql)) return ahead
    // A transaction nobody asked anything in has not begun.
    if (before[0] === 'begin' && /^(commit|rollback)$/.test(sql)) return nothing()

    const opening = before.length ? send(before.join('; ')) : undefined
    const answer = send(sql, parameters)
    if (before.some((setting) => setting.includes(ABOUT_FUNCTION))) afterwards = send(AFTER)
    // Where the first of them fails, the others say no more than that it did.
    for (const asked of [answer, afterwards]) asked?.catch(() => undefined)
    await opening
    return answer
  }
  return ask as unknown as Unsafe
}

const AFTER = `select current_setting('response.status', true) as status, current_setting('response.headers', true) as headers`

const nothing = () => Object.assign([], { command: '', count: 0 })
