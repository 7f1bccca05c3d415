import { asksIn } from './asks.ts'
import { fold } from './fold.ts'
import { detectLanguage, foreignScript } from './language.ts'
import { isComplaint, isForInformation, isThanks } from './moods.ts'
import { ownText } from './own.ts'
import type { Prompt } from './prompt.ts'

type Verdict = { needs_reply: boolean; reason: string; score: number; language: string }

/** Does the last inbound mail want an answer from a person, or one before it that has had none? */
export function triage({ mails, subject }: Prompt): Verdict {
  const mail = mails.findLast(({ inbound }) => inbound)
  if (!mail) return verdict({ score: 0, reason: 'There is no incoming message in this conversation.' }, 'en')

  const text = ownText(mail.text)
  const language = foreignScript(text) ?? detectLanguage(text, `${subject} ${text}`)
  const judged = judge(text, subject, `${mail.name} ${mail.address}`)
  const open = mails.slice(mails.findLastIndex(({ inbound }) => !inbound) + 1, -1)
  const waits = judged.score < 50 && open.some((earlier) => asksIn(ownText(earlier.text)).length > 0)
  return verdict(waits ? { score: 70, reason: 'An earlier question has not been answered yet.' } : judged, language)
}

type Judged = { score: number; reason: string }

const verdict = (judged: Judged, language: string): Verdict => ({
  needs_reply: judged.score >= 50,
  ...judged,
  language,
})

/** By rough signs, and surer of itself than they are worth: what it says has to be calibrated, like a real model's. */
function judge(text: string, subject: string, from: string): Judged {
  const all = fold(`${subject}\n${text}`)
  const bulk = machine.find(({ pattern, where }) => pattern.test(where === 'from' ? fold(from) : all))
  if (bulk) return { score: 2, reason: bulk.reason }

  const asks = asksIn(text || subject)
  if (
    /\b(no (reply|response|answer) (is )?(needed|required|necessary)|no need to (reply|answer|respond))\b/.test(all)
  ) {
    return { score: 3, reason: 'The sender says that no reply is needed.' }
  }
  if (asks.length > 0) return { score: sureness(asks, text), reason: asked(asks) }
  if (isComplaint(text)) return { score: 90, reason: 'The sender complains and deserves an answer.' }
  if (isForInformation(text)) return { score: 5, reason: 'The message is for information only.' }
  if (isThanks(text)) return { score: 8, reason: 'The sender says thank you and asks for nothing.' }
  return { score: 15, reason: 'The message states something and asks for nothing.' }
}

/** A question is more than a request, several are more than one; with thanks or news around it, it is less. */
function sureness(asks: ReturnType<typeof asksIn>, text: string): number {
  const question = asks.some(({ text: ask }) => ask.endsWith('?')) ? 94 : 88
  return question + (asks.length > 1 ? 3 : 0) - (isThanks(text) ? 6 : 0) - (isForInformation(text) ? 12 : 0)
}

function asked(asks: ReturnType<typeof asksIn>): string {
  const [first, ...others] = asks
  const what = !first || first.kind === 'request' || first.kind === 'question' ? '' : ` about ${topics[first.kind]}`
  return others.length > 0
    ? `The sender asks ${asks.length > 2 ? 'several things' : 'two things'}, first${what || ' a question'}.`
    : `The sender asks ${first?.kind === 'request' ? 'for something to be done' : `a question${what}`}.`
}

const topics = {
  price: 'the cost',
  time: 'dates',
  meeting: 'an appointment',
  document: 'a document',
  review: 'a review',
  status: 'the current status',
  confirm: 'a confirmation',
}

const machine: { pattern: RegExp; where: 'from' | 'text'; reason: string }[] = [
  {
    where: 'from',
    pattern: /\b(no-?reply|do-?not-?reply|noreply|newsletter|notifications?|mailer-daemon|postmaster)\b/,
    reason: 'The sender is an automatic address that nobody reads.',
  },
  {
    where: 'text',
    pattern:
      /\b(unsubscribe|abmelden|newsletter|desabonn|se desinscrire|darse de baja|cancelar la suscripcion|disiscri|annulla l'iscrizione|cancelar subscricao|afmelden|uitschrijven|odjav)/,
    reason: 'This is a newsletter or marketing mail.',
  },
  {
    where: 'text',
    pattern:
      /\b(your (receipt|order (has|is|was)|payment (was|has been) received)|order confirmation|payment confirmation|has (been )?shipped|out for delivery|tracking number|ihre (bestellung|quittung) (wurde|ist)|bestellbestatigung|votre commande|su pedido ha|il suo ordine|a sua encomenda|uw bestelling)\b/,
    reason: 'This is an automatic receipt or notification.',
  },
]
