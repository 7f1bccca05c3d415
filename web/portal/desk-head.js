/** @import { Me } from '../../core/account/schema.ts' */
/** @import { Mailbox } from '../../core/mailboxes/schema.ts' */
/** @import { Queue } from './drafts/queue.js' */
/** @import { Mailboxes } from './mailboxes/mailboxes.js' */
import { api } from '../shared/api.js'
import { button, find, html, icon } from '../shared/html.js'
import { connectReturn, mailboxList, reconnect } from './mailboxes/mailboxes.js'
import { address } from './route.js'
import { attempt, explain, format, label, language, t } from './words.js'

/** @param {Queue} queue @param {Mailboxes} mailboxes @param {Me} me */
export function deskHead(queue, mailboxes, me) {
  const head = find(document, '#head', HTMLElement)
  const number = find(head, '.number', HTMLElement)
  const update = () => {
    const { waiting, tab } = queue
    const { count, more } = waiting
    for (const link of head.querySelectorAll('.tab')) {
      link.ariaCurrent = link.getAttribute('href') === address({ tab }) ? 'page' : null
    }
    number.textContent = count > 0 ? `${format.number(count)}${more ? '+' : ''}` : ''
    document.title = count > 0 ? t('title.waiting', { count }) : t('title')
    navigator.setAppBadge?.(count).catch(() => undefined)
  }
  queue.addEventListener('change', update)
  update()
  find(head, '.tools', HTMLElement).append(
    button('quiet icon help', icon('help'), openHelp, { label: t('help.open'), keys: '?' }),
    button('quiet icon', icon('settings'), () => openSettings(me, mailboxes), { label: t('settings.open') }),
  )
}

/** One line each, and only while it is true. @param {Queue} queue @param {Mailboxes} mailboxes */
export function deskBanners(queue, mailboxes) {
  const place = html`<div></div>`
  find(document, '#banners', HTMLElement).append(...back(), place)
  let shown = ''
  const update = () => {
    const broken = mailboxes.items.filter(({ status }) => status === 'needs_reauth')
    const banners = [...network(queue), ...broken.map(lost)]
    const words = banners.map(({ textContent }) => textContent).join('|')
    // What stands there already is not read out again.
    if (words !== shown) place.replaceChildren(...banners)
    shown = words
  }
  for (const model of [queue, mailboxes]) model.addEventListener('change', update)
  for (const name of ['offline', 'online']) window.addEventListener(name, update)
  update()
}

function back() {
  const returned = connectReturn()
  if (!returned) return []
  const { good, sentence } = returned
  const close = button('quiet icon', icon('close'), () => line.remove(), { label: t('close') })
  const line = banner(good ? 'good' : 'warn', good ? 'check' : 'warning', sentence, close)
  return [line]
}

/** @param {Mailbox} mailbox */
function lost(mailbox) {
  const { address } = mailbox
  return banner('warn', 'warning', t('banner.reconnect', { address }), reconnect(mailbox))
}

/** @param {Queue} queue */
function network({ offline, seenAt, problem, loaded }) {
  if (offline) {
    const since = seenAt ? t('banner.offline_since', { time: format.hour(seenAt) }) : t('banner.offline')
    return [banner('', 'offline', since)]
  }
  return problem && loaded ? [banner('warn', 'warning', `${explain(problem)} ${t('banner.trying')}`)] : []
}

/** @param {string} kind @param {string} picture @param {string} text @param {HTMLElement} [action] */
function banner(kind, picture, text, action) {
  return html`<div class="banner ${kind}">${icon(picture)}<span>${text}</span>${action}</div>`
}

/** Can be switched off (WCAG 2.1.4); `g w` is a sequence. @param {Record<string, () => void>} actions */
export function shortcuts(actions) {
  let before = ''
  let at = 0

  window.addEventListener('keydown', (event) => {
    const { ctrlKey, metaKey, altKey, isComposing, defaultPrevented, repeat, timeStamp, target } = event
    if (ctrlKey || metaKey || altKey || isComposing || defaultPrevented) return
    const typing = target instanceof Element && target.matches(':read-write, select')
    if (localStorage.getItem('shortcuts') === 'off' || document.querySelector('dialog[open]') || typing) return
    const key = letter(event)
    const action = actions[before === 'g' && timeStamp - at < 1200 ? `g ${key}` : key]
    before = key
    at = timeStamp
    if (!action || (repeat && !/[jk]/.test(key))) return
    event.preventDefault()
    action()
  })
}

/** On an Arabic keyboard a letter is where it is on a Latin one. @param {KeyboardEvent} event */
function letter({ key, code }) {
  return key.length === 1 && key > '\u007f' && /^Key[A-Z]$/.test(code) ? code.slice(3).toLowerCase() : key
}

export function openHelp() {
  find(document, '#help', HTMLDialogElement).showModal()
}

/** @param {Me} me @param {Mailboxes} mailboxes */
function openSettings(me, mailboxes) {
  const businesses = me.clients.map(({ name }) => [' · ', html`<bdi>${name}</bdi>`])
  const dialog = /** @type {HTMLDialogElement} */ (
    html`<dialog class="dialog" aria-labelledby="settings-title">
      <header>
        <h2 id="settings-title">${t('settings.title')}</h2>
        ${button('quiet icon', icon('close'), () => dialog.close(), { label: t('close') })}
      </header>
      <div class="dialog-body settings">
        <section>
        <h3>${t('settings.mailboxes')}</h3>
        ${mailboxList(me, mailboxes)}
      </section>
      <section>
        <h3>${t('settings.here')}</h3>
        ${choice('language', t('settings.language'), ['en', 'ar'], language, () => location.reload())}
        ${choice('theme', t('settings.theme'), ['auto', 'light', 'dark'], localStorage.getItem('theme'), setTheme)}
        <label class="switch"><span>${t('settings.shortcuts')}</span><input type="checkbox"
          .checked=${localStorage.getItem('shortcuts') !== 'off'} @change=${setShortcuts} /></label>
      </section>
      <section class="account">
        <p><bdi>${me.name || me.email}</bdi><br /><span class="soft small"><bdi>${me.email}</bdi>${businesses}</span></p>
        ${button('', t('settings.sign_out'), () => attempt(signOut))}
      </section>
      </div>
    </dialog>`
  )
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close())
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

/** @param {string} name in the storage and in the words @param {string} text @param {string[]} options @param {string | null} chosen @param {(value: string) => void} act */
function choice(name, text, options, chosen, act) {
  const select = /** @type {HTMLSelectElement} */ (
    html`<select class="input small" @change=${() => {
      localStorage.setItem(name, select.value)
      act(select.value)
    }}>${options.map((value) => html`<option value=${value} ?selected=${value === chosen}>${label(name, value)}</option>`)}</select>`
  )
  return html`<label class="switch"><span>${text}</span>${select}</label>`
}

/** @param {string} theme */
function setTheme(theme) {
  if (theme === 'auto') delete document.documentElement.dataset.theme
  else document.documentElement.dataset.theme = theme
}

/** @param {Event} event */
function setShortcuts({ target }) {
  if (target instanceof HTMLInputElement) localStorage.setItem('shortcuts', target.checked ? 'on' : 'off')
}

async function signOut() {
  await api.remove('/api/account/session')
  sessionStorage.clear()
  location.assign('/portal/')
}
