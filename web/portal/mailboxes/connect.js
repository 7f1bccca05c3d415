/** @import { Me } from '../../../core/account/schema.ts' */
/** @import { Consent } from '../../../core/mailboxes/schema.ts' */
import { api } from '../../shared/api.js'

/** Sends the browser to Google's consent page; it comes back to /portal/. @param {Me | undefined} me @param {string} [address] */
export async function connect(me, address) {
  const [client] = me?.clients ?? []
  /** @type {{ url: string }} */
  const { url } = await api.post('/api/mailboxes/connect', { client_id: client?.id, ...(address ? { address } : {}) })
  if (!/^https?:\/\//.test(url)) throw new Error('Cannot follow a consent address that is not a web address')
  location.assign(url)
}
