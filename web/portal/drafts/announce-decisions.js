/** @import { DraftCard } from '../../../core/drafts/schema.ts' */
/** @import { Decision, Decisions } from './decisions.js' */
/** @import { Queue } from './queue.js' */
import { announce } from '../announce.js'
import { explain, t } from '../words.js'

/** Says aloud what the eye sees happen in the list. @param {Decisions} decisions @param {Queue} queue */
export function announceDecisions(decisions, queue) {
  on('decided', ({ kind, card }) =>
    t(kind === 'approve' ? 'said.approved' : 'said.discarded', { name: card.correspondent }),
  )
  on('undone', ({ card }) => t('said.undone', { name: card.correspondent }))
  on(
    'refused',
    ({ card, problem }) => `${t('undo.refused', { name: card.correspondent })} ${problem ? explain(problem) : ''}`,
  )

  queue.addEventListener('arrived', (event) => {
    /** @type {DraftCard[]} */
    const cards = event instanceof CustomEvent ? event.detail : []
    announce(t('said.arrived', { count: cards.length, name: cards[0]?.correspondent ?? '' }))
  })

  /** @param {string} name @param {(decision: Decision) => string} sentence */
  function on(name, sentence) {
    decisions.addEventListener(name, (event) => event instanceof CustomEvent && announce(sentence(event.detail)))
  }
}
