import * as z from 'zod'
import { Health, Scorecard, ScorecardQuery } from '../core/insights/schema.ts'
import { DeadLetter, DeadLetterPage, DeadLetterQuery } from '../core/jobs/schema.ts'
import { actAsWorker } from '../core/worker.ts'
import { after } from './_http/after.ts'
import { door } from './_http/door.ts'
import { route } from './_http/route.ts'

export default door('insights', [
  route({
    path: 'GET /health',
    summary: 'Whether the installation is up, and which commit it runs',
    access: 'public',
    answer: Health,
    run: async (context) => (await import('../core/insights/health.ts')).health(context),
  }),
  route({
    path: 'GET /scorecard/:id',
    summary: 'What became of the drafts of a business: sent as they were, changed, or discarded',
    access: 'person',
    params: z.object({ id: z.uuid() }),
    query: ScorecardQuery,
    answer: Scorecard,
    run: async (context, { params, query }) =>
      (await import('../core/insights/scorecard.ts')).scorecard(context, params.id, query),
  }),
  route({
    path: 'GET /dead-letters',
    summary: 'Jobs that were given up, newest first; operators only',
    access: 'person',
    query: DeadLetterQuery,
    answer: DeadLetterPage,
    run: async (context, { query }) =>
      (await import('../core/jobs/list-dead-letters.ts')).listDeadLetters(context, query),
  }),
  route({
    path: 'POST /dead-letters/:id/retry',
    summary: 'Try a job again that was given up; operators only',
    access: 'person',
    params: z.object({ id: z.uuid() }),
    answer: DeadLetter,
    run: async (context, { params, http }) => {
      const { retryDeadLetter } = await import('../core/jobs/retry-dead-letter.ts')
      const letter = await retryDeadLetter(context, params.id)
      after(http, async () => {
        // With the first retry, not with the door.
        const { runJobs } = await import('../core/jobs/run.ts')
        await runJobs(actAsWorker(context), { signal: http.env.stopping })
      })
      return letter
    },
  }),
  route({
    path: 'GET /openapi.json',
    summary: 'This description of the API (OpenAPI 3.1)',
    access: 'public',
    run: async (context, { http }) => {
      const { openapi } = await import('./_http/openapi.ts')
      return http.json(await openapi(context.env))
    },
  }),
])
