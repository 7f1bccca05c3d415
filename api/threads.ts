import * as z from 'zod'
import { Conversation, ImagesOf, ThreadPage, ThreadQuery } from '../core/threads/schema.ts'
import { door } from './_http/door.ts'
import { download, mailFrame, picture } from './_http/file.ts'
import { route } from './_http/route.ts'

export default door('threads', [
  route({
    path: 'GET /',
    summary: 'Conversations, newest first',
    access: 'person',
    query: ThreadQuery,
    answer: ThreadPage,
    run: async (context, { query }) => (await import('../core/threads/list.ts')).listThreads(context, query),
  }),
  route({
    path: 'GET /:id',
    summary: 'One conversation with its messages, and what became of each',
    access: 'person',
    params: z.object({ id: z.uuid() }),
    answer: Conversation,
    run: async (context, { params }) => (await import('../core/threads/get.ts')).getThread(context, params.id),
  }),
  route({
    path: 'GET /:id/messages/:message/html',
    summary: 'The sanitised HTML of a message, as a page that may only be framed, and runs and loads nothing',
    access: 'person',
    params: z.object({ id: z.uuid(), message: z.uuid() }),
    query: z.object({ images: z.literal('1').optional().describe('Show its remote images, fetched through us') }),
    run: async (context, { params: { id, message }, query, http }) => {
      const { messageHtml } = await import('../core/threads/html.ts')
      const at = `${context.env.APP_URL}/api/threads/${id}/messages/${message}`
      const { html, images } = await messageHtml(context, id, message, { at, remote: query.images !== undefined })
      return mailFrame(http, html, images)
    },
  }),
  route({
    path: 'GET /:id/messages/:message/images/:nth',
    summary: 'A remote image of a message, fetched as nobody, by its place in the message',
    access: 'person',
    params: z.object({ id: z.uuid(), message: z.uuid(), nth: z.coerce.number().int().min(0).max(1000) }),
    run: async (context, { params: { id, message, nth }, http }) => {
      const { remoteImage } = await import('../core/threads/image.ts')
      return picture(http, await remoteImage(context, id, message, nth))
    },
  }),
  route({
    path: 'POST /:id/messages/:message/images',
    summary: 'Show the remote images of its sender from now on, in every mail that is proved to be theirs',
    access: 'person',
    params: z.object({ id: z.uuid(), message: z.uuid() }),
    answer: ImagesOf,
    run: async (context, { params: { id, message } }) =>
      (await import('../core/threads/show-images.ts')).showImages(context, id, message),
  }),
  route({
    path: 'DELETE /:id/messages/:message/images',
    summary: 'Ask each time again before the remote images of its sender are shown',
    access: 'person',
    params: z.object({ id: z.uuid(), message: z.uuid() }),
    answer: ImagesOf,
    run: async (context, { params: { id, message } }) =>
      (await import('../core/threads/hide-images.ts')).hideImages(context, id, message),
  }),
  route({
    path: 'GET /:id/messages/:message/inline/:position',
    summary: 'An image that came with a message and stands in its HTML, by its place among the attachments',
    access: 'person',
    params: z.object({ id: z.uuid(), message: z.uuid(), position: z.coerce.number().int().min(0).max(1000) }),
    run: async (context, { params: { id, message, position }, http }) => {
      const { inlineImage } = await import('../core/threads/inline.ts')
      return picture(http, await inlineImage(context, id, message, position))
    },
  }),
  route({
    path: 'GET /:id/attachments/:attachment',
    summary: 'Download an attachment',
    access: 'person',
    params: z.object({ id: z.uuid(), attachment: z.uuid() }),
    run: async (context, { params, http }) => {
      const { downloadAttachment } = await import('../core/threads/attachment.ts')
      return download(http, await downloadAttachment(context, params.id, params.attachment))
    },
  }),
])
