import type { PersonContext } from '../context.ts'
import { DatabaseError, Refusal } from '../errors.ts'
import { Gate, type SetGate } from './schema.ts'

/** Postgres: invalid_parameter_value, as the function in the migration raises it. */
const TOO_MANY = '22023'

/** From the next message on; what is already written stays for its reader to decide. */
export async function setGate({ db }: PersonContext, { client_id, ...said }: SetGate): Promise<Gate> {
  const { data, error } = await db.rpc('set_gate', { client: client_id, ...said })
  if (error?.code === TOO_MANY) throw new Refusal('invalid', 'A business can have at most 500 of these')
  if (error) throw new DatabaseError(error)
  const [gate] = data
  if (!gate) throw new Refusal('not_found', 'There is no such business')

  return Gate.parse(gate)
}
