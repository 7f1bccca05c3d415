export type Statement = { line: number; statement: string }

/** What may hold a semicolon without ending the statement: comments, quoted words, dollar-quoted bodies. */
const opaque = /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|"(?:[^"]|"")*"|(\$\w*\$)[\s\S]*?\1/y

/** Splits a script at its top-level semicolons; each statement knows the line it starts on. */
export function splitStatements(script: string): Statement[] {
  const statements: Statement[] = []
  let start = 0
  for (let at = 0; at <= script.length; at += 1) {
    opaque.lastIndex = at
    const skipped = opaque.exec(script)?.[0].length
    if (skipped) at += skipped - 1
    else if (at === script.length || script[at] === ';') {
      statements.push(...statementIn(script, start, at))
      start = at + 1
    }
  }
  return statements
}

/** Leading blanks and comments do not belong to the statement, nor to its line. */
function statementIn(script: string, start: number, end: number): Statement[] {
  const raw = script.slice(start, end)
  const statement = raw.replace(/^(\s+|--[^\n]*|\/\*[\s\S]*?\*\/)*/, '')
  const line = script.slice(0, end - statement.length).split('\n').length
  return statement.trim() ? [{ line, statement }] : []
}
