export type Query = { all: Query[] } | { any: Query[] } | { not: Query } | { operator: string; value: string }

type Token =
  | { kind: 'open' | 'close' | 'brace' | 'unbrace' | 'minus' | 'or' }
  | { kind: 'term'; operator: string; value: string }
type Cursor = { tokens: Token[]; at: number }

// A query nested deeper than this is cut off rather than followed into the ground.
const maxDepth = 50

/** Gmail's search language: OR binds tighter than the implied AND, `-` negates, `{a b}` is any of them. */
export function parseQuery(text: string): Query {
  const cursor = { tokens: tokenize(text), at: 0 }
  const all: Query[] = []
  while (cursor.at < cursor.tokens.length) {
    all.push(sequence(cursor, '', 0))
    cursor.at++
  }
  return { all }
}

function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  const pattern = /\s+|[(){}]|-(?=[^\s-])|(?:([a-z0-9_]+):)?(?:"([^"]*)"?|([^\s(){}"]+))/giy
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const [whole, operator = '', quoted, word] = match
    if (whole.trim() === '') continue
    if (whole === '(') tokens.push({ kind: 'open' })
    else if (whole === ')') tokens.push({ kind: 'close' })
    else if (whole === '{') tokens.push({ kind: 'brace' })
    else if (whole === '}') tokens.push({ kind: 'unbrace' })
    else if (whole === '-') tokens.push({ kind: 'minus' })
    else if (whole === 'OR' || whole === '|') tokens.push({ kind: 'or' })
    else if (whole === 'AND') continue
    else if (quoted === undefined && word?.endsWith(':') && /[({]/.test(text[pattern.lastIndex] ?? '')) {
      tokens.push({ kind: 'term', operator: word.slice(0, -1).toLowerCase(), value: '' })
    } else tokens.push({ kind: 'term', operator: operator.toLowerCase(), value: quoted ?? word ?? '' })
  }
  return tokens
}

function sequence(cursor: Cursor, operator: string, depth: number): { all: Query[] } {
  const all: Query[] = []
  for (let next = peek(cursor); next && next !== 'close' && next !== 'unbrace'; next = peek(cursor)) {
    const any = [unary(cursor, operator, depth)]
    while (peek(cursor) === 'or') {
      cursor.at++
      if (endsHere(cursor)) break
      any.push(unary(cursor, operator, depth))
    }
    all.push(any.length === 1 && any[0] ? any[0] : { any })
  }
  return { all }
}

function unary(cursor: Cursor, operator: string, depth: number): Query {
  const token = cursor.tokens[cursor.at++]
  if (!token || depth > maxDepth) return { all: [] }
  if (token.kind === 'minus') return { not: unary(cursor, operator, depth + 1) }
  if (token.kind === 'open') return group(cursor, operator, depth, 'all')
  if (token.kind === 'brace') return group(cursor, operator, depth, 'any')
  if (token.kind !== 'term') return { all: [] }
  const next = peek(cursor)
  if (token.value === '' && token.operator !== '' && (next === 'open' || next === 'brace')) {
    cursor.at++
    return group(cursor, token.operator, depth, next === 'open' ? 'all' : 'any')
  }
  return { operator: token.operator === '' ? operator : token.operator, value: token.value }
}

function group(cursor: Cursor, operator: string, depth: number, kind: 'all' | 'any'): Query {
  const inner = sequence(cursor, operator, depth + 1)
  if (!endsHere(cursor)) return inner
  cursor.at++
  return kind === 'any' && inner.all.length > 0 ? { any: inner.all } : inner
}

function peek(cursor: Cursor): Token['kind'] | undefined {
  return cursor.tokens[cursor.at]?.kind
}

function endsHere(cursor: Cursor): boolean {
  const next = peek(cursor)
  return next === undefined || next === 'close' || next === 'unbrace'
}
