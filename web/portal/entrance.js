/** @import { Me } from '../../core/account/schema.ts' */
import { api, problemFrom } from '../shared/api.js'
import { find, html } from '../shared/html.js'
import { renewSession } from './account/code.js'
import { failure, language, speak } from './words.js'

const WORKER = '/portal/sw.js'

/** A page for who is signed in; everybody else signs in first, and comes back. @param {(me: Me) => HTMLElement} open */
export async function enter(open) {
  await speak()
  try {
    await arrive(await api.get('/api/account/me'), open)
  } catch (error) {
    const problem = problemFrom(error)
    const kept = known()
    if (problem.status === 401) {
      const back = encodeURIComponent(location.pathname + location.search)
      location.replace(`/portal/account/?to=${back}`)
    } else if (problem.unreachable && kept) await arrive(kept, open)
    else show(html`<main class="alone">${failure(problem, () => location.reload())}</main>`)
  }
}

/** In place of the splash. @param {HTMLElement} screen */
export function show(screen) {
  screen.hidden = false
  find(document, '#portal', HTMLElement).replaceChildren(screen)
}

/** @param {Me} me @param {(me: Me) => HTMLElement} open */
async function arrive(me, open) {
  const before = known()
  // Someone else at the same browser: nothing of the one before stays.
  if (before && before.id !== me.id) sessionStorage.clear()
  sessionStorage.setItem('me', JSON.stringify(me))
  const { locale } = me
  const chosen = localStorage.getItem('language')
  if (!chosen && locale !== language && (locale === 'ar' || locale === 'en')) await speak(locale)
  api.renew = () => renewSession(me)
  show(open(me))
  registerWorker()
}

/** @returns {Me | null} */
function known() {
  return JSON.parse(sessionStorage.getItem('me') ?? 'null')
}

/** Trusted Types: this worker, whatever is asked for. */
function registerWorker() {
  const policy = Reflect.get(window, 'trustedTypes')?.createPolicy('worker', { createScriptURL: () => WORKER })
  navigator.serviceWorker?.register(policy?.createScriptURL('') ?? WORKER, { scope: '/portal/' })
}
