/** @import { Me } from '../../../core/account/schema.ts' */
import { find } from '../../shared/html.js'
import { enter } from '../entrance.js'
import { addGate } from './add-gate.js'
import { GateList } from './gate-list.js'

await enter(openPage)

/** @param {Me} me */
function openPage({ clients }) {
  const page = find(document, '#page', HTMLElement)
  const list = new GateList()
  find(page, '#add', HTMLElement).append(addGate(clients, () => list.look()))
  find(page, '#gates', HTMLElement).append(list)
  return page
}
