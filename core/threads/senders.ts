import type { Judgeable, Owner } from './judgeable.ts'

/** In many languages: the sender reads no answers. */
const NO_REPLY =
  /^((do|please)?[-_.]?not?[-_.]?reply|no[-_.]?responder|n[aã]o[-_.]?responda|ne[-_.]?pas[-_.]?repondre|(bitte[-_.]?)?nicht[-_.]?antworten|keine[-_.]?antwort|non[-_.]?rispondere|niet[-_.]?(be)?antwoorden|ne[-_.]?odgovaraj(te)?|nie[-_.]?odpowiadaj)[^@]*@|^[^@]*[^a-z@](no[-_.]?reply|do[-_.]?not[-_.]?reply)@/
/** A service's address, perhaps tagged as services do (`bounces+81-x@`); `notify.jones@` may well be a Jones. */
const ROBOT =
  /^(alerts?|notifications?|notify|newsletters?|mailer|bounces?|security-alert|automated|automailer|cron|daemon)([-+=][^@]*)?@/
/** Who answers there is a desk, not the person the mail speaks of. */
const DESK =
  /^(support|info|help(desk)?|service|customer[-_.]?(care|service)|contact|hello|feedback|care|team|orders?|billing|office|sales|admin|accounts?)([-+._][^@]*)?@/
const MARKETING = /^(news|newsletters?|marketing|offers?|promo(tion)?s?|deals|updates?|digest|campaigns?|mailing)@/
/** Where everybody may have an address, so that sharing the domain says nothing. */
const PUBLIC_DOMAIN =
  /^(gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|aol|icloud|me|mac|gmx|web|proton|protonmail|zoho|mail|yandex)\.[a-z.]{2,6}$/

export const takesNoReplies = (address: string) => NO_REPLY.test(address)
export const isRobot = (address: string) => ROBOT.test(address)
export const isMarketing = (address: string) => MARKETING.test(address)

export const isOwn = ({ address, aliases }: Owner, candidate: string): boolean =>
  [address, ...aliases].some((own) => delivered(own) === delivered(candidate))

/** Whether an address belongs to the owner's own firm. */
export const isOfTheFirm = ({ address, aliases }: Owner, candidate: string): boolean =>
  [address, ...aliases].some((own) => domainOf(own) === candidate && !PUBLIC_DOMAIN.test(candidate))

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

/**
 * A person writes through a machine: a form on the owner's site, a signing or booking service. The reply goes to
 * Reply-To (RFC 5322 §3.6.2), and so does the question whether anybody waits for one.
 */
export function speaksForSomebody({ from_address, reply_to }: Judgeable, owner: Owner): boolean {
  return reply_to.some(({ address }) => {
    if (address === from_address || isOwn(owner, address)) return false
    if (NO_REPLY.test(address) || ROBOT.test(address) || MARKETING.test(address)) return false
    return domainOf(address) !== domainOf(from_address) || !DESK.test(address)
  })
}

/** A form on the owner's own site: their address, or one of their domain, and the visitor's in Reply-To. */
export const isOwnForm = (message: Judgeable, owner: Owner): boolean =>
  (isOwn(owner, message.from_address) || isOfTheFirm(owner, domainOf(message.from_address))) &&
  speaksForSomebody(message, owner)

/** Every address of a Gmail mailbox takes tags; only at gmail.com itself do dots not count. */
function delivered(address: string): string {
  const domain = domainOf(address)
  const local = address.slice(0, -domain.length - 1).replace(/(?<=.)\+.*$/, '')
  return /^(gmail|googlemail)\.com$/.test(domain) ? `${local.replaceAll('.', '')}@gmail.com` : `${local}@${domain}`
}
