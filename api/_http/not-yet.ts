import * as z from 'zod'
import { Refusal } from '../../core/errors.ts'
import { type Door, door } from './door.ts'
import { route } from './route.ts'

/** A door that is announced but not open says so, in the envelope, to whoever knocks, wherever and however. */
export const notYet = (name: string, what: string): Door =>
  door(
    name,
    [
      route({
        path: 'GET /',
        summary: `Not available yet: ${what}`,
        access: 'public',
        answer: z.never(),
        run: async () => {
          throw new Refusal('not_available', `Not available yet: ${what}`)
        },
      }),
    ],
    [
      { path: '/', what },
      { path: '/*', what },
    ],
  )
