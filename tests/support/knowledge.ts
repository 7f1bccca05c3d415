import { PassagePage, SearchAnswer, Source } from '../../core/knowledge/schema.ts'
import type { Person } from './person.ts'
import type { TestWorld } from './world.ts'

/** What a person does with what their business knows, through the door; what they add has been read when it comes back. */
export function knowledgeOf(world: TestWorld, person: Person) {
  const client_id = person.me.clients[0]?.id ?? ''

  async function add(what: object): Promise<Source> {
    const { id } = await person.expect(Source, 'POST', '/api/knowledge/sources', { client_id, ...what })
    return read(id)
  }

  async function read(id: string): Promise<Source> {
    await world.afterwork.idle()
    return person.expect(Source, 'GET', sourceAt(id))
  }

  return {
    client_id,
    add,
    read,
    upload: (filename: string, bytes: Uint8Array | string) =>
      add({ kind: 'file', filename, content: Buffer.from(bytes).toString('base64') }),
    passages: async (id: string) =>
      (await person.expect(PassagePage, 'GET', `${sourceAt(id)}/passages?limit=100`)).items,
    search: (query: string) => person.expect(SearchAnswer, 'POST', '/api/knowledge/search', { client_id, query }),
  }
}

export const sourceAt = (id: string) => `/api/knowledge/sources/${id}`
