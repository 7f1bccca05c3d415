const SECOND = 1000
const IDLE_AFTER = 180 * SECOND

/** Emits `lift`. */
const finger = new EventTarget()
let pressed = false
for (const name of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel', 'blur']) {
  window.addEventListener(name, follow, { passive: true, capture: true })
}

/** One lifted where nothing is heard of it is known by the next movement. @param {Event} event */
function follow(event) {
  const before = pressed
  pressed = event instanceof PointerEvent && (event.type === 'pointerdown' || (pressed && event.buttons > 0))
  // After the click that follows.
  if (before && !pressed) setTimeout(() => finger.dispatchEvent(new Event('lift')))
}

/** What is heard of while a button is pressed is shown afterwards: nothing moves away from under the finger. */
export async function released() {
  while (pressed) await new Promise((resolve) => finger.addEventListener('lift', resolve, { once: true }))
}

/**
 * Looks every 2 s while someone is here, slower when idle, hidden or failing, at once when they come back.
 * @param {() => Promise<boolean>} look false: nothing could be reached @returns looks now
 */
export function live(look) {
  let timer = 0
  let looking = false
  let again = false
  let failures = 0
  let lastSign = Date.now()

  for (const sign of ['pointerdown', 'pointermove', 'keydown', 'scroll']) {
    window.addEventListener(sign, alive, { passive: true, capture: true })
  }
  for (const name of ['focus', 'online', 'visibilitychange']) {
    window.addEventListener(name, () => document.visibilityState === 'visible' && now())
  }
  now()
  return now

  async function now() {
    clearTimeout(timer)
    again = looking
    if (looking) return
    looking = true
    try {
      failures = (await look()) ? 0 : failures + 1
    } finally {
      looking = false
      timer = window.setTimeout(now, again ? 0 : pause())
    }
  }

  function alive() {
    const back = idle()
    lastSign = Date.now()
    if (back) now()
  }

  function idle() {
    return Date.now() - lastSign > IDLE_AFTER
  }

  function pause() {
    if (document.visibilityState === 'hidden') return 60 * SECOND
    if (failures > 0) return Math.min(30, 2 ** failures) * SECOND
    return (idle() ? 4 : 2) * SECOND
  }
}
