import { t } from '../words.js'

/** What Google's consent page sent back, taken out of the address so that a reload does not say it again. */
export function connectReturn() {
  const query = new URLSearchParams(location.search)
  const connected = query.has('connected')
  const error = query.get('connect_error')
  if (!connected && error === null) return undefined

  query.delete('connected')
  query.delete('connect_error')
  history.replaceState(history.state, '', query.size > 0 ? `/portal/?${query}` : '/portal/')
  return connected ? { good: true, sentence: t('connect.done') } : { good: false, sentence: reason(error) }
}

/** @param {string | null} error */
function reason(error) {
  if (error === 'denied') return t('connect.denied')
  if (error === 'partial') return t('connect.partial')
  if (error === 'expired') return t('connect.expired')
  return error === 'taken' ? t('connect.taken') : t('connect.failed')
}
