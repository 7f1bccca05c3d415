/** @import { Queue } from './drafts/queue.js' */
/** @import { Mailboxes } from './mailboxes/mailboxes.js' */
import { banner, button, find, html, icon } from '../shared/html.js'
import { address } from './route.js'
import { explain, format, label, t } from './words.js'

/** @param {Queue} queue */
export function deskHead(queue) {
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
  find(head, '.tools', HTMLElement).prepend(
    button('quiet icon help', icon('help'), openHelp, { label: t('help.open'), keys: '?' }),
  )
}

/** One line each, and only while it is true. @param {Queue} queue @param {Mailboxes} mailboxes */
export function deskBanners(queue, mailboxes) {
  const place = html`<div></div>`
  find(document, '#banners', HTMLElement).append(place)
  let shown = ''
  const update = () => {
    const banners = [...network(queue), ...unread(mailboxes), ...held(mailboxes)]
    const words = banners.map(({ textContent }) => textContent).join('|')
    // What stands there already is not read out again.
    if (words !== shown) place.replaceChildren(...banners)
    shown = words
  }
  for (const model of [queue, mailboxes]) model.addEventListener('change', update)
  for (const name of ['offline', 'online']) window.addEventListener(name, update)
  update()
}

/** A mailbox given up for another one is no news. @param {Mailboxes} mailboxes */
function unread({ items, none }) {
  return items
    .filter(({ status }) => status !== 'connected' && (none || status !== 'disconnected'))
    .map(({ status, address }) => {
      const there = html`<a class="button" href="/portal/mailboxes/">${label('banner.action', status)}</a>`
      return banner(status === 'paused' ? '' : 'warn', 'warning', label('banner', status, { address }), there)
    })
}

/** Why nothing new comes. @param {Mailboxes} mailboxes */
function held({ items }) {
  if (!items.some(({ held }) => held)) return []
  const there = html`<a class="button" href="/portal/mailboxes/">${t('banner.action.held')}</a>`
  return [banner('warn', 'warning', t('banner.held'), there)]
}

/** @param {Queue} queue */
function network({ offline, seenAt, problem, loaded }) {
  if (offline) {
    const since = seenAt ? t('banner.offline_since', { time: format.hour(seenAt) }) : t('banner.offline')
    return [banner('', 'offline', since)]
  }
  return problem && loaded ? [banner('warn', 'warning', `${explain(problem)} ${t('banner.trying')}`)] : []
}

/** Can be switched off (WCAG 2.1.4); `g w` is a sequence. @param {Record<string, () => void>} actions */
export function shortcuts(actions) {
  let before = ''
  let at = 0

  window.addEventListener('keydown', (event) => {
    const { ctrlKey, metaKey, altKey, isComposing, defaultPrevented, repeat, timeStamp, target } = event
    if (ctrlKey || metaKey || altKey || isComposing || defaultPrevented) return
    const typing = target instanceof Element && target.matches(':read-write, select')
    if (localStorage.getItem('shortcuts') === 'off' || document.querySelector('dialog[open], :popover-open') || typing)
      return
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
