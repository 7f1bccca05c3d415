import * as z from 'zod'
import {
  AddRule,
  ChangeRule,
  FindTrials,
  RestoreRule,
  Rule,
  RuleList,
  RuleVersions,
  Trial,
  Trials,
  TryRule,
} from '../../core/guidance/schema.ts'
import { OwnerQuery } from '../../core/voice/schema.ts'
import { route } from '../_http/route.ts'

const Id = z.object({ id: z.uuid() })

/** What a professional lays down for their replies. */
export const guidance = [
  route({
    path: 'GET /rules',
    summary: 'The rules and the wordings a business has laid down for its replies, newest first',
    access: 'person',
    query: OwnerQuery,
    answer: RuleList,
    run: async (context, { query }) => (await import('../../core/guidance/list.ts')).listRules(context, query),
  }),
  route({
    path: 'POST /rules',
    summary: 'A rule in plain language, or a wording to be used; the next draft heeds it',
    access: 'person',
    body: AddRule,
    answer: Rule,
    status: 201,
    run: async (context, { body }) => (await import('../../core/guidance/add.ts')).addRule(context, body),
  }),
  route({
    path: 'PATCH /rules/:id',
    summary: 'Say it in other words, for other mails, or not at all for a while; what it said before is kept',
    access: 'person',
    params: Id,
    body: ChangeRule,
    answer: Rule,
    run: async (context, { params, body }) =>
      (await import('../../core/guidance/change.ts')).changeRule(context, params.id, body),
  }),
  route({
    path: 'DELETE /rules/:id',
    summary: 'Erase it with all it ever said; answers what it was',
    access: 'person',
    params: Id,
    answer: Rule,
    run: async (context, { params }) => (await import('../../core/guidance/delete.ts')).deleteRule(context, params.id),
  }),
  route({
    path: 'GET /rules/:id/versions',
    summary: 'How it has read, the latest first',
    access: 'person',
    params: Id,
    answer: RuleVersions,
    run: async (context, { params }) =>
      (await import('../../core/guidance/versions.ts')).listVersions(context, params.id),
  }),
  route({
    path: 'POST /rules/:id/restore',
    summary: 'Let it read again as it did once, as a new version',
    access: 'person',
    params: Id,
    body: RestoreRule,
    answer: Rule,
    run: async (context, { params, body }) =>
      (await import('../../core/guidance/restore.ts')).restoreRule(context, params.id, body),
  }),
  route({
    path: 'POST /trials/find',
    summary: 'The latest answered mails that a rule would be for. Asked in a body: names belong into no log',
    access: 'person',
    body: FindTrials,
    answer: Trials,
    run: async (context, { body }) => (await import('../../core/guidance/find-trials.ts')).findTrials(context, body),
  }),
  route({
    path: 'POST /trials',
    summary: 'Answer a past mail with a rule and without it, and keep neither; nothing is stored, drafted or sent',
    access: 'person',
    body: TryRule,
    answer: Trial,
    run: async (context, { body }) => {
      const { tryRule } = await import('../../core/guidance/try.ts')
      return tryRule(context, body)
    },
  }),
]
