import type { PersonContext } from '../context.ts'
import { DatabaseError, Refusal } from '../errors.ts'
import { type AddMemory, Memory } from './schema.ts'

/** Postgres: invalid_parameter_value, as `add_memory` raises it. */
const TOO_MUCH = '22023'

/** Something a person wants kept in mind. @throws {Refusal} `not_found` for another's business */
export async function addMemory({ db }: PersonContext, added: AddMemory): Promise<Memory> {
  const { data, error } = await db.rpc('add_memory', {
    client: added.client_id,
    new_scope: added.scope,
    new_value: added.scope === 'everywhere' ? '' : added.scope_value,
    new_body: added.body,
  })
  if (error?.code === TOO_MUCH)
    throw new Refusal('conflict', 'There is no room for more; please delete something first')
  if (error) throw new DatabaseError(error)
  if (!data[0]) throw new Refusal('not_found', 'There is no such business')
  return Memory.parse(data[0])
}
