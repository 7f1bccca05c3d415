import { DatabaseError, Refusal } from '../errors.ts'

/** What Postgres says where a rule cannot stand: unique_violation, and invalid_parameter_value as `add_rule` raises it. */
export function refusalOf(error: ConstructorParameters<typeof DatabaseError>[0]): Error {
  if (error.code === '23505') return new Refusal('conflict', 'There is a snippet of that name; please give it another')
  if (error.code === '22023') return new Refusal('conflict', 'There is no room for more; please delete something first')
  return new DatabaseError(error)
}
