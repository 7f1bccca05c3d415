const SECOND = 1000
const IDLE_AFTER = 180 * SECOND

/**
 * Calls `look` again and again: every 2 s while someone is here, slower when idle, hidden or failing,
 * and at once when they come back. One look at a time.
 */
export class Live {
  #look
  #timer = 0
  #looking = false
  #again = false
  #failures = 0
  #lastSign = Date.now()
  #stop = new AbortController()

  /** @param {() => Promise<boolean>} look false means that nothing could be reached */
  constructor(look) {
    this.#look = look
  }

  start() {
    const { signal } = this.#stop
    const back = () => document.visibilityState === 'visible' && this.now()
    for (const sign of ['pointerdown', 'pointermove', 'keydown', 'scroll']) {
      window.addEventListener(sign, () => this.#alive(), { signal, passive: true, capture: true })
    }
    window.addEventListener('focus', back, { signal })
    window.addEventListener('online', back, { signal })
    document.addEventListener('visibilitychange', back, { signal })
    this.now()
  }

  stop() {
    this.#stop.abort()
    clearTimeout(this.#timer)
  }

  /** Looks now; when already looking, once more right after. */
  async now() {
    clearTimeout(this.#timer)
    this.#again = this.#looking
    if (this.#looking) return
    this.#looking = true
    try {
      this.#failures = (await this.#look()) ? 0 : this.#failures + 1
    } finally {
      this.#looking = false
      if (!this.#stop.signal.aborted) this.#timer = window.setTimeout(() => this.now(), this.#again ? 0 : this.#pause())
    }
  }

  #alive() {
    const wasIdle = this.#idle
    this.#lastSign = Date.now()
    if (wasIdle && !this.#looking) this.now()
  }

  get #idle() {
    return Date.now() - this.#lastSign > IDLE_AFTER
  }

  #pause() {
    if (document.visibilityState === 'hidden') return 60 * SECOND
    if (this.#failures > 0) return Math.min(30, 2 ** this.#failures) * SECOND
    return this.#idle ? 4 * SECOND : 2 * SECOND
  }
}
