import * as z from 'zod'
import { Refusal } from '../../core/errors.ts'
import { type Route, route } from './route.ts'

/** A door that is announced but not open says so, in the envelope, to whoever knocks. */
export const notYet = (what: string): Route[] => [
  route({
    path: 'GET /',
    summary: `Not available yet: ${what}`,
    access: 'public',
    answer: z.never(),
    run: async () => {
      throw new Refusal('not_available', `Not available yet: ${what}`)
    },
  }),
]
