/** @import { Me } from '../../../core/account/schema.ts' */
/** @import { Mailboxes } from '../mailboxes/mailboxes.js' */
/** @import { Key } from '../words.js' */
import { api, problemFrom } from '../../shared/api.js'
import { html } from '../../shared/html.js'
import { announce } from '../announce.js'
import { preferences } from '../preferences.js'
import { explain, t } from '../words.js'
import { openDialog } from './dialog.js'
import { MailboxList } from './mailbox-list.js'

/** Mailboxes, language, theme, keyboard, and the way out. @param {Me} me @param {Mailboxes} mailboxes */
export function openSettings(me, mailboxes) {
  openDialog(
    t('settings.title'),
    html`<div class="settings">
      <section>
        <h3>${t('settings.mailboxes')}</h3>
        ${Object.assign(new MailboxList(), { me, mailboxes })}
      </section>
      <section>
        <h3>${t('settings.here')}</h3>
        ${choice(
          'language',
          'settings.language',
          [
            ['en', t('language.en')],
            ['ar', t('language.ar')],
          ],
          preferences.language,
          setLanguage,
        )}
        ${choice(
          'theme',
          'settings.theme',
          [
            ['auto', t('theme.auto')],
            ['light', t('theme.light')],
            ['dark', t('theme.dark')],
          ],
          preferences.theme,
          setTheme,
        )}
        <label class="switch"><span>${t('settings.shortcuts')}</span><input type="checkbox" .checked=${preferences.shortcuts} @change=${setShortcuts} /></label>
      </section>
      <section class="account">
        <p><bdi>${me.name || me.email}</bdi><br /><span class="soft small"><bdi>${me.email}</bdi> · <bdi>${me.clients[0]?.name}</bdi></span></p>
        <button class="button" type="button" @click=${signOut}>${t('settings.sign_out')}</button>
      </section>
    </div>`,
  )
}

/** @param {string} name @param {Key} key @param {[string, string][]} options @param {string} chosen @param {(value: string) => void} choose */
function choice(name, key, options, chosen, choose) {
  return html`<label class="switch" for=${`choose-${name}`}><span>${t(key)}</span>
    <select class="input small" id=${`choose-${name}`} @change=${(/** @type {Event} */ event) => event.target instanceof HTMLSelectElement && choose(event.target.value)}>
      ${options.map(([value, text]) => html`<option value=${value} ?selected=${value === chosen}>${text}</option>`)}
    </select>
  </label>`
}

/** @param {string} language */
function setLanguage(language) {
  preferences.language = language === 'ar' ? 'ar' : 'en'
  location.reload()
}

/** @param {string} theme */
function setTheme(theme) {
  preferences.theme = theme === 'light' || theme === 'dark' ? theme : 'auto'
}

/** @param {Event} event */
function setShortcuts({ target }) {
  if (target instanceof HTMLInputElement) preferences.shortcuts = target.checked
}

async function signOut() {
  try {
    await api.remove('/api/account/session')
    sessionStorage.clear()
    location.assign('/portal/')
  } catch (error) {
    announce(explain(problemFrom(error)))
  }
}
