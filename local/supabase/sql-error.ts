import postgres from 'postgres'
import { splitStatements } from './sql-statements.ts'

/** Postgres' complaint with the file and line it is about; when it names no place, the line of the failing statement. */
export async function explain(sql: postgres.Sql, file: string, text: string, error: unknown): Promise<unknown> {
  if (!(error instanceof postgres.PostgresError)) return error
  const at = Number(error.position)
  const line = at > 0 ? lineAt(text, at) : await lineOfFailure(sql, text)
  const more = [error.detail, error.hint].filter(Boolean).map((words) => ` (${words})`)
  return new Error(`Cannot apply ${file}:${line}: ${error.message}${more.join('')}`, { cause: error })
}

/** Positions count characters from one. */
function lineAt(text: string, position: number): number {
  return [...text].slice(0, position - 1).filter((character) => character === '\n').length + 1
}

/** Once more, statement by statement, to see which one it was; nothing of it is kept. */
async function lineOfFailure(sql: postgres.Sql, text: string): Promise<number> {
  await sql.unsafe('begin').simple()
  let reached = 1
  try {
    for (const { line, statement } of splitStatements(text)) {
      reached = line
      await sql.unsafe(statement).simple()
    }
  } catch (error) {
    if (!(error instanceof postgres.PostgresError)) throw error
  } finally {
    await sql.unsafe('rollback').simple()
  }
  return reached
}
