import * as z from 'zod'
import { downloadAttachment } from '../core/threads/attachment.ts'
import { getThread } from '../core/threads/get.ts'
import { messageHtml } from '../core/threads/html.ts'
import { listThreads } from '../core/threads/list.ts'
import { Conversation, ThreadPage, ThreadQuery } from '../core/threads/schema.ts'
import { door } from './_http/door.ts'
import { download, mailFrame } from './_http/file.ts'
import { route } from './_http/route.ts'

export default door('threads', [
  route({
    path: 'GET /',
    summary: 'Conversations, newest first',
    access: 'person',
    query: ThreadQuery,
    answer: ThreadPage,
    run: (context, { query }) => listThreads(context, query),
  }),
  route({
    path: 'GET /:id',
    summary: 'One conversation with its messages, and what became of each',
    access: 'person',
    params: z.object({ id: z.uuid() }),
    answer: Conversation,
    run: (context, { params }) => getThread(context, params.id),
  }),
  route({
    path: 'GET /:id/messages/:message/html',
    summary: 'The sanitised HTML of a message, as a page that may only be framed, and runs and loads nothing',
    access: 'person',
    params: z.object({ id: z.uuid(), message: z.uuid() }),
    run: async (context, { params, http }) => mailFrame(http, await messageHtml(context, params.id, params.message)),
  }),
  route({
    path: 'GET /:id/attachments/:attachment',
    summary: 'Download an attachment',
    access: 'person',
    params: z.object({ id: z.uuid(), attachment: z.uuid() }),
    run: async (context, { params, http }) =>
      download(http, await downloadAttachment(context, params.id, params.attachment)),
  }),
])
