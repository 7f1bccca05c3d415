/** @import { Rule, Trial, Trials, WriteRule } from '../../../core/guidance/schema.ts' */
import { api, problemFrom } from '../../shared/api.js'
import { button, html } from '../../shared/html.js'
import { explain, t, when } from '../words.js'
import { difference } from './difference.js'

const MOST = 5
const ALONE = ['excluded', 'not_found', 'upstream_failed']

/**
 * A dry run: past mails are answered as things are and as they would be, one after the other, until one has seen enough.
 * @param {string} client @param {WriteRule} rule @param {Rule} [replaces] the one it would be instead of
 * @param {boolean} [without] how it would be if that one were left out
 */
export function trial(client, rule, replaces, without = false) {
  const said = html`<p class="soft small" role="status">${t('trial.finding')}</p>`
  const results = html`<div class="results"></div>`
  let stopped = false
  const stop = button('quiet', t('trial.stop'), () => {
    stopped = true
    end()
  })
  const title = html`<h3 tabindex="-1">${t('trial.title')}</h3>`
  const end = () => {
    const held = stop === document.activeElement
    stop.remove()
    if (held) title.focus()
  }
  const place = html`<section class="trial" aria-label=${t('trial.title')}>
    ${title}
    <p class="small">${t('trial.lead')}</p>
    <div class="actions">${said}${stop}</div>
    ${results}
  </section>`
  run()
  return place

  async function run() {
    try {
      const asked = { client_id: client, most: MOST, ...scopeOf(rule) }
      /** @type {Trials} */
      const { items } = await api.post('/api/knowledge/trials/find', asked)
      let tried = 0
      for (const mail of items) {
        if (stopped || !place.isConnected) break
        tried += 1
        said.textContent = t('trial.at', { nth: tried, count: items.length })
        results.append(await result(mail, without ? null : rule, replaces))
      }
      said.textContent = items.length === 0 ? t('trial.none') : t('trial.done', { count: tried })
    } catch (error) {
      said.textContent = explain(problemFrom(error))
    }
    end()
  }
}

/** @param {Trials['items'][number]} mail @param {WriteRule | null} rule @param {Rule} [replaces] */
async function result({ id, subject, from_name, from_address, received_at }, rule, replaces) {
  const head = html`<h4><bdi>${from_name || from_address}</bdi> · <bdi>${subject || t('draft.no_subject')}</bdi> · ${when(received_at)}</h4>`
  try {
    /** @type {Trial} */
    const tried = await api.post('/api/knowledge/trials', {
      message_id: id,
      rule,
      ...(replaces && { replaces: replaces.id }),
    })
    const { language } = tried
    if (tried.without.body === tried.with.body) {
      return html`<article class="result">${head}<p class="soft small">${t('trial.same')}</p>${side('', tried.with, [tried.with.body], language)}</article>`
    }
    const parts = difference(tried.without.body, tried.with.body, language)
    const without = parts.map(({ kind, text }) =>
      kind === 'gone' ? html`<del>${text}</del>` : kind === 'same' && text,
    )
    const changed = parts.map(({ kind, text }) => (kind === 'new' ? html`<ins>${text}</ins>` : kind === 'same' && text))
    return html`<article class="result">${head}<div class="beside">
      ${side(t('trial.without'), tried.without, without, language)}
      ${side(t(rule ? 'trial.with' : 'trial.left_out'), tried.with, changed, language)}
    </div></article>`
  } catch (error) {
    const problem = problemFrom(error)
    // What is wrong with one mail alone is said there, and the others are tried.
    if (!ALONE.includes(problem.code)) throw problem
    return html`<article class="result">${head}<p class="wrong small">${explain(problem)}</p></article>`
  }
}

/** @param {string} title @param {Trial['with']} reply @param {unknown[]} content @param {string} language */
function side(title, { unsupported }, content, language) {
  return html`<div class="side">
    ${title && html`<h5>${title}</h5>`}
    <div class="said" dir="auto" lang=${language}>${content}</div>
    ${unsupported.length > 0 && html`<p class="small unsupported">${t('trial.unsupported')} <bdi>${unsupported.join(' · ')}</bdi></p>`}
  </div>`
}

/** @param {WriteRule} rule */
const scopeOf = (rule) =>
  rule.scope === 'everywhere' ? { scope: rule.scope } : { scope: rule.scope, scope_value: rule.scope_value }
