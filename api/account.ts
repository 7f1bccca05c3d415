import * as z from 'zod'
import { AskForCode, ChangeClient, CodeSent, Me, OpenSession, SignUp } from '../core/account/schema.ts'
import { Budget, SetCap } from '../core/models/schema.ts'
import { after } from './_http/after.ts'
import { dropSession, keepSession } from './_http/cookies.ts'
import { door } from './_http/door.ts'
import { route } from './_http/route.ts'
import { personContext } from './_http/session.ts'

export default door('account', [
  route({
    path: 'POST /sign-up',
    summary: 'Open an account and be mailed a one-time code',
    access: 'public',
    body: SignUp,
    answer: CodeSent,
    status: 202,
    run: async (context, { body, http }) => {
      const { promiseCode, signUp } = await import('../core/account/code.ts')
      const promised = await promiseCode(context, body.email)
      after(http, () => signUp(context, body))
      return promised
    },
  }),
  route({
    path: 'POST /codes',
    summary: 'Be mailed a one-time code; says the same whether or not the account exists',
    access: 'public',
    body: AskForCode,
    answer: CodeSent,
    status: 202,
    run: async (context, { body, http }) => {
      const { promiseCode, sendCode } = await import('../core/account/code.ts')
      const promised = await promiseCode(context, body.email)
      after(http, () => sendCode(context, body))
      return promised
    },
  }),
  route({
    path: 'POST /sessions',
    summary: 'Sign in with a one-time code',
    access: 'public',
    body: OpenSession,
    answer: Me,
    status: 201,
    run: async (context, { body, http }) => {
      const [{ openSession }, { me }] = await Promise.all([
        import('../core/account/session.ts'),
        import('../core/account/me.ts'),
      ])
      const session = await openSession(context, body)
      keepSession(http, session)
      return me(await personContext(session))
    },
  }),
  route({
    path: 'GET /me',
    summary: 'Who is signed in, and for which businesses they work',
    access: 'person',
    answer: Me,
    run: async (context) => (await import('../core/account/me.ts')).me(context),
  }),
  route({
    path: 'PATCH /clients/:id',
    summary: 'Change how a business works: its undo window, what drafts close with, what it allows; owners only',
    access: 'person',
    params: z.object({ id: z.uuid() }),
    body: ChangeClient,
    answer: Me,
    run: async (context, { params, body }) =>
      (await import('../core/account/change-client.ts')).changeClient(context, params.id, body),
  }),
  route({
    path: 'GET /clients/:id/budget',
    summary: 'What models may cost a business this month, and have; owners only',
    access: 'person',
    params: z.object({ id: z.uuid() }),
    answer: Budget,
    run: async (context, { params }) => (await import('../core/models/budget.ts')).budgetOf(context, params.id),
  }),
  route({
    path: 'PATCH /clients/:id/budget',
    summary: 'Let models cost a business less than its plan allows, or as much again; owners only',
    access: 'person',
    params: z.object({ id: z.uuid() }),
    body: SetCap,
    answer: Budget,
    run: async (context, { params, body, http }) => {
      const { setCap } = await import('../core/models/set-cap.ts')
      const budget = await setCap(context, params.id, body)
      after(http, async () => {
        // What waited for the money goes on.
        const { actAsWorker } = await import('../core/worker.ts')
        const { runJobs } = await import('../core/jobs/run.ts')
        await runJobs(actAsWorker(context), { signal: http.env.stopping })
      })
      return budget
    },
  }),
  route({
    path: 'DELETE /session',
    summary: 'Sign out',
    access: 'person',
    answer: z.object({ signed_out: z.literal(true) }),
    run: async (context, { http }) => {
      const { closeSession } = await import('../core/account/session.ts')
      dropSession(http)
      return closeSession(context)
    },
  }),
])
