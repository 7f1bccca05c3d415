import * as z from 'zod'
import { verifyPush } from '../core/account/verify.ts'
import { sameSecret } from '../core/crypto.ts'
import { Refusal } from '../core/errors.ts'
import { actAsWorker } from '../core/worker.ts'
import { after } from './_http/after.ts'
import { bearerOf } from './_http/bearer.ts'
import { door } from './_http/door.ts'
import { route } from './_http/route.ts'

export default door(
  'hooks',
  [
    route({
      path: 'POST /gmail',
      summary: 'Gmail push through Pub/Sub, signed with an OIDC token; stored, tried at once, answered',
      access: 'machine',
      body: z.unknown().describe('A Pub/Sub push. One that is Google’s is taken even when it cannot be read'),
      answer: z.object({ accepted: z.boolean() }),
      run: async (context, { body, http }) => {
        if (!(await verifyPush(context.env, bearerOf(http))))
          throw new Refusal('unauthenticated', 'Not signed by Google for us')
        const [{ noticePush }, { runJobs }] = await Promise.all([
          import('../core/jobs/push.ts'),
          import('../core/jobs/run.ts'),
        ])
        const worker = actAsWorker(context)
        const accepted = await noticePush(worker, body)
        if (accepted) after(http, () => runJobs(worker, { lingerMs: 20_000, signal: http.env.stopping }))
        return { accepted }
      },
    }),
    route({
      path: 'POST /cron/:job',
      summary: 'Sweep what a push missed, then work the queue',
      access: 'machine',
      params: z.object({ job: z.string() }),
      answer: z.object({ found: z.int(), done: z.int() }),
      run: async (context, { params, http }) => {
        if (!(await sameSecret(bearerOf(http), context.env.CRON_SECRET)))
          throw new Refusal('unauthenticated', 'Wrong bearer')
        const [{ SCHEDULE }, { runJobs }] = await Promise.all([
          import('../core/jobs/schedule.ts'),
          import('../core/jobs/run.ts'),
        ])
        const scheduled = Object.hasOwn(SCHEDULE, params.job) ? SCHEDULE[params.job] : undefined
        if (!scheduled) throw new Refusal('not_found', 'There is no such schedule')
        const worker = actAsWorker(context)
        const found = await scheduled.sweep(worker)
        return { found, done: await runJobs(worker, { signal: http.env.stopping }) }
      },
    }),
  ],
  [{ path: '/:name{(?!cron$|gmail$)[^/]+}', what: 'this webhook' }],
)
