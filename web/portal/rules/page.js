/** @import { Me } from '../../../core/account/schema.ts' */
import { find } from '../../shared/html.js'
import { chooseBusiness, watchConnection } from '../business-page.js'
import { enter } from '../entrance.js'
import { addGate } from './add-gate.js'
import { GateList } from './gate-list.js'
import { LaidDown } from './laid-down.js'

await enter(openPage)

/** @param {Me} me */
function openPage(me) {
  const page = find(document, '#page', HTMLElement)
  const [instructions, snippets] = ['#instructions', '#snippets'].map((place) => find(page, place, HTMLElement))
  const show = (/** @type {string} */ client) => {
    for (const shown of page.querySelectorAll('laid-down')) shown.remove()
    instructions?.append(new LaidDown(client, 'instructions-title', 'instruction'))
    snippets?.append(new LaidDown(client, 'snippets-title', 'snippet'))
  }
  show(me.clients[0]?.id ?? '')
  chooseBusiness(me, show)
  const gates = new GateList()
  find(page, '#gates', HTMLElement).append(gates)
  find(page, '#add', HTMLElement).append(addGate(me.clients, () => gates.look()))
  watchConnection()
  return page
}
