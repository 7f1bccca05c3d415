/** @typedef {'waiting' | 'sent' | 'discarded'} Tab */
/** @typedef {{ tab: Tab, draft: string | null }} Route */

/** Where the address bar says we are. @returns {Route} */
export function route() {
  const asked = new URLSearchParams(location.search)
  const tab = asked.get('tab')
  return { tab: tab === 'sent' || tab === 'discarded' ? tab : 'waiting', draft: asked.get('draft') }
}

/** @param {Partial<Route>} to */
export function address({ tab = 'waiting', draft = null }) {
  const query = new URLSearchParams()
  if (tab !== 'waiting') query.set('tab', tab)
  if (draft) query.set('draft', draft)
  return query.size > 0 ? `/portal/?${query}` : '/portal/'
}

/** @param {Partial<Route>} to @param {{ replace?: boolean }} [how] */
export function go(to, { replace = false } = {}) {
  const state = { inside: replace ? Boolean(history.state?.inside) : true }
  if (replace) history.replaceState(state, '', address(to))
  else history.pushState(state, '', address(to))
  window.dispatchEvent(new Event('route'))
}

/** Back to the list, the way we came when we came from it. */
export function leave() {
  if (history.state?.inside) history.back()
  else go({ tab: route().tab }, { replace: true })
}
