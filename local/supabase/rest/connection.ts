import { createPostgresConnection, type PostgresConnection } from '@supabase/lite/postgres'
import { isDatabaseError, refusal } from './errors.ts'
import { keepJsonScalars } from './json-scalars.ts'
import { wireTypes } from './wire-types.ts'

type Transaction = PostgresConnection['kysely']
type Vars = { auth?: { role?: string | null; uid?: string | null; jwt?: unknown } }
type Work = (transaction: Transaction) => Promise<unknown>

/** Lite's way to the database, with four of its habits corrected to PostgREST's. */
export function restConnection(url: string): PostgresConnection {
  const connection = createPostgresConnection({
    url,
    postgresOptions: {
      max: 10,
      onnotice: () => undefined,
      types: wireTypes,
      connection: { TimeZone: 'UTC', search_path: 'public, extensions' },
    },
  })

  // "unknown" would make it grant everything to everyone on the first request.
  Reflect.set(connection, 'rlsState', 'active')
  // It sets role and claims in six statements of their own.
  Reflect.set(connection, 'applyJwtSessionContext', becomeUser)

  const checked = connection.onPostgrestAST.bind(connection)
  connection.onPostgrestAST = async (statement) =>
    keepJsonScalars(await checked(statement), await connection.introspect({ useCache: true }))

  const within = connection.withContext.bind(connection)
  Reflect.set(connection, 'withContext', (vars: Vars, work: Work, options: Parameters<typeof within>[2]) =>
    answering(vars, (rolledBack) => within(vars, rolledBack(work), options)),
  )
  return connection
}

/** An answer that says no takes its transaction back, and a database error is an answer, not an exception. */
async function answering(vars: Vars, run: (rolledBack: (work: Work) => Work) => Promise<unknown>): Promise<unknown> {
  try {
    return await run((work) => async (transaction) => {
      const answer = await work(transaction)
      if (answer instanceof Response && answer.status >= 400) throw new RolledBack(answer)
      return answer
    })
  } catch (error) {
    if (error instanceof RolledBack) return error.answer
    // Lite words these better than the bare error: it knows the table and the raised status.
    if (!isDatabaseError(error) || ['42703', 'PGRST'].includes(error.code)) throw error
    return refusal(error, vars?.auth?.role ?? 'anon')
  }
}

class RolledBack extends Error {
  answer: Response

  constructor(answer: Response) {
    super('Rolled back')
    this.answer = answer
  }
}

async function becomeUser(transaction: Transaction, { auth }: Vars): Promise<void> {
  const sql = `select set_config('role', $1, true), set_config('request.jwt.claims', $2, true),
    set_config('request.jwt.claim.sub', $3, true), set_config('request.jwt.claim.role', $1, true)`
  const role = auth?.role || 'anon'
  const parameters = [role, JSON.stringify(auth?.jwt ?? { role }), String(auth?.uid ?? '')]
  await transaction.executeQuery({
    sql,
    parameters,
    query: { kind: 'RawNode', sqlFragments: [sql], parameters: [] },
    queryId: { queryId: 'become-user' },
  })
}
