import * as z from 'zod'
import type { PersonContext } from '../core/context.ts'
import {
  AddSource,
  PassagePage,
  PassageQuery,
  RenameSource,
  Search,
  SearchAnswer,
  Source,
  SourcePage,
  SourceQuery,
} from '../core/knowledge/schema.ts'
import { Gate, GateQuery, Gates, SetGate } from '../core/rules/schema.ts'
import {
  AddMemory,
  EditVoice,
  LearnVoice,
  Memory,
  MemoryList,
  OwnerQuery,
  Voice,
  VoiceList,
  WriteMemory,
} from '../core/voice/schema.ts'
import { actAsWorker } from '../core/worker.ts'
import { after } from './_http/after.ts'
import { door } from './_http/door.ts'
import { type HttpContext, route } from './_http/route.ts'
import { guidance } from './_knowledge/guidance.ts'

const Id = z.object({ id: z.uuid() })

export default door('knowledge', [
  route({
    path: 'GET /sources',
    summary: 'What a business knows, newest first',
    access: 'person',
    query: SourceQuery,
    answer: SourcePage,
    run: async (context, { query }) => (await import('../core/knowledge/list.ts')).listSources(context, query),
  }),
  route({
    path: 'POST /sources',
    summary: 'Add a text, an answer, a file or a web page; it is read at once, and says when it is done',
    access: 'person',
    body: AddSource,
    mostBytes: 4_200_000,
    answer: Source,
    status: 201,
    run: async (context, { body, http }) => {
      const { addSource } = await import('../core/knowledge/add.ts')
      const source = await addSource(context, body)
      work(context, http)
      return source
    },
  }),
  route({
    path: 'GET /sources/:id',
    summary: 'One source, and how far it has been read',
    access: 'person',
    params: Id,
    answer: Source,
    run: async (context, { params }) => (await import('../core/knowledge/get.ts')).getSource(context, params.id),
  }),
  route({
    path: 'PATCH /sources/:id',
    summary: 'Call a source something else',
    access: 'person',
    params: Id,
    body: RenameSource,
    answer: Source,
    run: async (context, { params, body }) =>
      (await import('../core/knowledge/rename.ts')).renameSource(context, params.id, body),
  }),
  route({
    path: 'POST /sources/:id/read',
    summary: 'Read a source once more, a page as it is now; until then what was read before is searched',
    access: 'person',
    params: Id,
    answer: Source,
    run: async (context, { params, http }) => {
      const { rereadSource } = await import('../core/knowledge/reread.ts')
      const source = await rereadSource(context, params.id)
      work(context, http)
      return source
    },
  }),
  route({
    path: 'DELETE /sources/:id',
    summary: 'Erase a source with all that was made of it; answers what it was',
    access: 'person',
    params: Id,
    answer: Source,
    run: async (context, { params }) => (await import('../core/knowledge/delete.ts')).deleteSource(context, params.id),
  }),
  route({
    path: 'GET /sources/:id/passages',
    summary: 'What is searched of a source, from its beginning',
    access: 'person',
    params: Id,
    query: PassageQuery,
    answer: PassagePage,
    run: async (context, { params, query }) =>
      (await import('../core/knowledge/passages.ts')).listPassages(context, params.id, query),
  }),
  route({
    path: 'GET /gates',
    summary: 'Whom, and what, no model ever hears of; and who is answered whatever a model thinks of it',
    access: 'person',
    query: GateQuery,
    answer: Gates,
    run: async (context, { query }) => (await import('../core/rules/list-gates.ts')).listGates(context, query),
  }),
  route({
    path: 'POST /gates',
    summary: 'Say never for a sender, a domain or a topic, or always for a sender; said again, the last word holds',
    access: 'person',
    body: SetGate,
    answer: Gate,
    status: 201,
    run: async (context, { body, http }) => {
      const { setGate } = await import('../core/rules/set-gate.ts')
      const gate = await setGate(context, body)
      work(context, http)
      return gate
    },
  }),
  route({
    path: 'DELETE /gates/:id',
    summary: 'Take such a word back; answers what it was',
    access: 'person',
    params: Id,
    answer: Gate,
    run: async (context, { params }) => (await import('../core/rules/delete-gate.ts')).deleteGate(context, params.id),
  }),
  route({
    path: 'POST /search',
    summary: 'The passages that answer a question best. Asked in a body: what is asked belongs into no log',
    access: 'person',
    body: Search,
    answer: SearchAnswer,
    run: async (context, { body }) => (await import('../core/knowledge/find.ts')).findPassages(context, body),
  }),
  route({
    path: 'GET /voice',
    summary: 'How the people of a business write, as measured in what they have sent or as they have said',
    access: 'person',
    query: OwnerQuery,
    answer: VoiceList,
    run: async (context, { query }) => (await import('../core/voice/list.ts')).listVoices(context, query),
  }),
  route({
    path: 'PATCH /voice/:id',
    summary: 'Say how one writes; what is measured later leaves it as it is',
    access: 'person',
    params: Id,
    body: EditVoice,
    answer: Voice,
    run: async (context, { params, body }) =>
      (await import('../core/voice/edit.ts')).editVoice(context, params.id, body),
  }),
  route({
    path: 'POST /voice',
    summary: 'Measure once more how the people of a business write, in the latest they have sent',
    access: 'person',
    body: LearnVoice,
    answer: VoiceList,
    run: async (context, { body }) => {
      const { learnAnew } = await import('../core/voice/learn-anew.ts')
      return learnAnew(context, body)
    },
  }),
  route({
    path: 'GET /memories',
    summary: 'What is kept in mind when a reply is written, newest first',
    access: 'person',
    query: OwnerQuery,
    answer: MemoryList,
    run: async (context, { query }) => (await import('../core/voice/list-memories.ts')).listMemories(context, query),
  }),
  route({
    path: 'POST /memories',
    summary: 'Something to keep in mind: everywhere, or for a contact, a domain or a topic',
    access: 'person',
    body: AddMemory,
    answer: Memory,
    status: 201,
    run: async (context, { body }) => (await import('../core/voice/add-memory.ts')).addMemory(context, body),
  }),
  route({
    path: 'PATCH /memories/:id',
    summary: 'Say it in other words, or for other mails; the next draft heeds it',
    access: 'person',
    params: Id,
    body: WriteMemory,
    answer: Memory,
    run: async (context, { params, body }) =>
      (await import('../core/voice/change-memory.ts')).changeMemory(context, params.id, body),
  }),
  route({
    path: 'DELETE /memories/:id',
    summary: 'Forget it; answers what it was',
    access: 'person',
    params: Id,
    answer: Memory,
    run: async (context, { params }) =>
      (await import('../core/voice/delete-memory.ts')).deleteMemory(context, params.id),
  }),
  ...guidance,
])

/** Reads what was added. Loaded with the first source, not with the door. */
function work(context: PersonContext, http: HttpContext): void {
  after(http, async () => {
    const { runJobs } = await import('../core/jobs/run.ts')
    await runJobs(actAsWorker(context), { signal: http.env.stopping })
  })
}
