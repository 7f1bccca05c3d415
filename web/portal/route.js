/** @typedef {'waiting' | 'sent' | 'discarded'} Tab */
/** @typedef {{ tab: Tab, draft: string | null }} Route */

/** @returns {Route} */
export function route(search = location.search) {
  const asked = new URLSearchParams(search)
  const tab = asked.get('tab')
  return { tab: tab === 'sent' || tab === 'discarded' ? tab : 'waiting', draft: asked.get('draft') }
}

/** @param {Partial<Route>} to */
export function address({ tab = 'waiting', draft }) {
  const query = new URLSearchParams({ ...(tab !== 'waiting' && { tab }), ...(draft && { draft }) })
  return query.size > 0 ? `/portal/?${query}` : '/portal/'
}

/** @param {Partial<Route>} to @param {boolean} [replace] */
export function go(to, replace = false) {
  const state = { inside: !replace || Boolean(history.state?.inside) }
  if (replace) history.replaceState(state, '', address(to))
  else history.pushState(state, '', address(to))
  window.dispatchEvent(new Event('route'))
}

/** Back the way we came, when we came from the list. */
export function leave() {
  if (history.state?.inside) history.back()
  else go({ tab: route().tab }, true)
}
