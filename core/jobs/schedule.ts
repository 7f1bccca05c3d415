import type { WorkerContext } from '../context.ts'

export type Scheduled = {
  /** Five fields, UTC. Odd minutes: on the hour everybody's crons run, and GitHub drops some. */
  cron: string
  why: string
  sweep(context: WorkerContext): Promise<number>
}

/**
 * Every schedule there is. A cron only sweeps what a push missed: nobody waits for one (law 8).
 * `.github/workflows/cron.yml` is held to this table by a test.
 */
export const SCHEDULE: Record<string, Scheduled> = {
  'mail-sweep': {
    cron: '3-58/5 * * * *',
    why: 'Reads the mailboxes whose turn it is, seldom where no mail comes, and goes on with readings that stopped',
    sweep: async ({ db }) => {
      const [due, stopped] = await Promise.all([
        db.rpc('sweep_mailboxes', { most: 5000 }).throwOnError(),
        db.rpc('sweep_readings').throwOnError(),
      ])
      return due.data + stopped.data
    },
  },
  'draft-sweep': {
    cron: '7-57/10 * * * *',
    why: 'Finds messages still waiting for a verdict or a new month, and approved replies still waiting to leave',
    sweep: async ({ db }) => {
      const [waiting, outbox, held] = await Promise.all([
        db.rpc('sweep_waiting', { older_than: '5 minutes' }).throwOnError(),
        db.rpc('sweep_outbox').throwOnError(),
        db.rpc('sweep_held').throwOnError(),
      ])
      return waiting.data + outbox.data + held.data
    },
  },
  'watch-renewal': {
    cron: '13 4 * * *',
    why: 'Renews the Gmail watches, which last seven days at most',
    sweep: async ({ db }) => (await db.rpc('sweep_watches').throwOnError()).data,
  },
  'watch-check': {
    cron: '33 * * * *',
    why: 'Notices watches that ran out, are refused, or from which no push comes, and asks for them again',
    sweep: async ({ db }) => (await db.rpc('sweep_broken_watches').throwOnError()).data,
  },
  'key-rotation': {
    cron: '23 3 * * *',
    why: 'Seals what is still under an older key with the newest key of the ring',
    sweep: async (context) => (await import('../mailboxes/reseal.ts')).resealGrants(context),
  },
  reconciliation: {
    cron: '43 2 * * *',
    why: 'Compares the last thirty days of every mailbox with the ledger, gives back what grants are left behind, and learns how people write and what they answer',
    sweep: async (context) => {
      const { db } = context
      await Promise.all([
        db.rpc('sweep_rates').throwOnError(),
        db.rpc('sweep_meters').throwOnError(),
        db.rpc('sweep_calls').throwOnError(),
        db.rpc('sweep_voices').throwOnError(),
        import('../threads/calibrate.ts').then(({ calibrate }) => calibrate(context)),
      ])
      return (await db.rpc('sweep_reconciliations').throwOnError()).data
    },
  },
}
