import * as z from 'zod'

/** Somebody a message goes to, or comes from. Apart from the other words of the room, for others use this one alone. */
export const Recipient = z.object({ name: z.string(), address: z.string() })
export type Recipient = z.infer<typeof Recipient>
