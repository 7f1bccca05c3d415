const SECOND = 1000
const IDLE_AFTER = 180 * SECOND

/** The click of a finger comes a little after it was lifted; by then at the latest. */
const CLICKS_WITHIN = 300

/** Emits `lift`. */
const finger = new EventTarget()
/** What is held down. @type {Set<number>} */
const down = new Set()
let pressed = false
let lifting = 0
for (const name of ['pointerdown', 'pointermove', 'pointerup', 'pointercancel', 'click', 'contextmenu', 'blur']) {
  window.addEventListener(name, follow, { passive: true, capture: true })
}

/** One lifted where nothing is heard of it is known by its next movement. @param {Event} event */
function follow(event) {
  const { type, target } = event
  // The focus went elsewhere, as it does with every press.
  if (type === 'blur' && target !== window) return
  const held = down.size > 0
  if (!(event instanceof PointerEvent) || type === 'click' || type === 'contextmenu') down.clear()
  else if (type === 'pointerdown') {
    if (event.isPrimary) down.clear()
    down.add(event.pointerId)
    clearTimeout(lifting)
    pressed = true
  } else if (event.buttons === 0) down.delete(event.pointerId)

  if (!pressed || down.size > 0 || !(held || type === 'click')) return
  const clicks = event instanceof PointerEvent && type === 'pointerup' && event.pointerType !== 'mouse'
  clearTimeout(lifting)
  lifting = window.setTimeout(lift, clicks ? CLICKS_WITHIN : 0)
}

function lift() {
  pressed = false
  finger.dispatchEvent(new Event('lift'))
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
