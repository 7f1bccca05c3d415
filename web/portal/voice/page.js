/** @import { Me } from '../../../core/account/schema.ts' */
import { find } from '../../shared/html.js'
import { chooseBusiness, watchConnection } from '../business-page.js'
import { enter } from '../entrance.js'
import { Memories } from './memories.js'
import { Voices } from './voices.js'

await enter(openPage)

/** @param {Me} me */
function openPage(me) {
  const page = find(document, '#page', HTMLElement)
  const places = { memories: find(page, '#memories', HTMLElement), voices: find(page, '#voices', HTMLElement) }
  const show = (/** @type {string} */ client) => {
    for (const shown of page.querySelectorAll('business-memories, business-voices')) shown.remove()
    places.memories.append(new Memories(client, 'memories-title'))
    places.voices.append(new Voices(client))
  }
  show(me.clients[0]?.id ?? '')
  chooseBusiness(me, show)
  watchConnection()
  return page
}
