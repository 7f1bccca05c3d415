/** @import { Me } from '../../core/account/schema.ts' */
import { api, problemFrom } from '../shared/api.js'
import { find } from '../shared/find.js'
import { html } from '../shared/html.js'
import { renewSession } from './account/renew-session.js'
import { SignIn } from './account/sign-in.js'
import { failure } from './failure.js'
import { MailDesk } from './mail-desk.js'
import { preferences } from './preferences.js'
import { registerWorker } from './register-worker.js'
import { speak, t } from './words.js'

await speak(preferences.language)
await start()
registerWorker()

async function start() {
  try {
    await enter(await api.get('/api/account/me'))
  } catch (error) {
    const problem = problemFrom(error)
    const kept = known()
    if (problem.status === 401) welcome()
    else if (problem.unreachable && kept) await enter(kept)
    else show(html`<main class="alone">${failure(problem, () => location.reload())}</main>`)
  }
}

function welcome() {
  const signIn = new SignIn()
  signIn.addEventListener('signed-in', (event) => enter(/** @type {CustomEvent<Me>} */ (event).detail))
  show(
    html`<main class="alone">
      <a class="brand" href="/"><img src="/portal/icons/mark.svg" alt="" /><span>${t('title')}</span></a>
      ${signIn}
      <p class="soft small promise">${t('signin.promise')}</p>
    </main>`,
  )
}

/** @param {Me} me */
async function enter(me) {
  const before = known()
  // Someone else at the same browser: nothing of the one before stays.
  if (before && before.id !== me.id) sessionStorage.clear()
  sessionStorage.setItem('me', JSON.stringify(me))
  if (!preferences.languageChosen && (me.locale === 'ar' || me.locale === 'en')) await speak(me.locale)
  api.renew = () => renewSession(me)
  show(Object.assign(new MailDesk(), { me }))
}

/** @param {HTMLElement} screen */
function show(screen) {
  find(document, '#portal', HTMLElement).replaceChildren(screen)
}

/** Who was signed in when this tab last had a network. @returns {Me | null} */
function known() {
  return JSON.parse(sessionStorage.getItem('me') ?? 'null')
}
