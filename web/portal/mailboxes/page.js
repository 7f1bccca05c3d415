/** @import { Me } from '../../../core/account/schema.ts' */
/** @import { Mailbox } from '../../../core/mailboxes/schema.ts' */
import { banner, button, find, html, icon } from '../../shared/html.js'
import { enter } from '../entrance.js'
import { live } from '../live.js'
import { businessSettings } from '../settings/business.js'
import { account, deviceSettings } from '../settings/settings.js'
import { failure, t } from '../words.js'
import { connectNew, connectReturn } from './connect.js'
import { MailboxCard } from './mailbox-card.js'
import { Mailboxes } from './mailboxes.js'

const PACE = 5000

await enter(openPage)

/** @param {Me} me */
function openPage(me) {
  const page = find(document, '#page', HTMLElement)
  const connect = find(page, '#connect', HTMLElement)
  const section = find(page, '#mailboxes', HTMLElement)
  const mailboxes = new Mailboxes(PACE)
  const list = html`<div role="list" class="mailboxes"></div>`
  /** @type {Map<string, MailboxCard>} */
  const cards = new Map()
  const rest = html`<div class="rest"></div>`
  const form = connectNew(me)
  const another = html`<details class="another"><summary>${t('mailbox.connect_another')}</summary></details>`
  section.append(list, rest, another)
  find(page, '#settings', HTMLElement).append(...me.clients.map(businessSettings), deviceSettings(), account(me))
  banners(mailboxes)

  const look = live(async () => {
    const reached = await mailboxes.lookSometimes()
    if (reached) await Promise.all([...cards.values()].map((card) => card.look()))
    return reached
  })
  const update = () => {
    const { loaded, problem, missing, items } = mailboxes
    for (const mailbox of items) cardOf(mailbox).update(mailbox)
    connect.hidden = !missing
    another.hidden = !loaded
    const place = missing ? connect : another
    if (form.parentNode !== place) place.append(form)
    section.hidden = missing
    section.ariaBusy = loaded ? null : 'true'
    rest.replaceChildren(...(problem && !loaded ? [failure(problem, look)] : loaded ? [] : [ghost()]))
  }
  /** @param {Mailbox} mailbox */
  const cardOf = (mailbox) => {
    const card = cards.get(mailbox.id) ?? new MailboxCard(mailbox, () => mailboxes.look())
    if (!cards.has(mailbox.id)) list.append(card)
    cards.set(mailbox.id, card)
    return card
  }
  mailboxes.addEventListener('change', update)
  update()
  return page
}

/** @param {Mailboxes} mailboxes */
function banners(mailboxes) {
  const place = html`<div></div>`
  find(document, '#banners', HTMLElement).append(...returned(), place)
  const update = () => {
    const offline = !navigator.onLine || (mailboxes.loaded && mailboxes.problem?.unreachable)
    if (offline === place.hasChildNodes()) return
    place.replaceChildren(...(offline ? [banner('', 'offline', t('banner.offline'))] : []))
  }
  for (const name of ['offline', 'online']) window.addEventListener(name, update)
  mailboxes.addEventListener('change', update)
  update()
}

function returned() {
  const outcome = connectReturn()
  if (!outcome) return []
  const { good, sentence } = outcome
  const close = button('quiet icon', icon('close'), () => line.remove(), { label: t('close') })
  const line = banner(good ? 'good' : 'warn', good ? 'check' : 'warning', sentence, close)
  return [line]
}

function ghost() {
  return html`<div class="ghost" role="status" aria-label=${t('loading')}><span></span><span></span><span></span></div>`
}
