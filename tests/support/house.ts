import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

export const root = fileURLToPath(new URL('../..', import.meta.url))

/** `value` runs at once, `dynamic` when it is asked for, `type` never: it is erased. */
export type Import = { to: string; kind: 'value' | 'dynamic' | 'type'; names: string[] }
export type Source = { path: string; text: string; lines: number; tree: ts.SourceFile; imports: Import[] }

/** Every module in the given folders, parsed. */
export function modules(...folders: string[]): Source[] {
  return files(...folders)
    .filter((file) => /\.[jt]s$/.test(file) && file !== 'core/database.types.ts')
    .map((file) => module(file, readFileSync(path.join(root, file), 'utf8')))
}

/** Every file of ours in the given folders, by its path from the root. */
export function files(...folders: string[]): string[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
      .filter((file) => !file.startsWith('web/vendor/')),
  )
}

/** One module as the rules see it; a rule is shown to fail by handing it one of these. */
export function module(file: string, text: string): Source {
  const kind = file.endsWith('.js') ? ts.ScriptKind.JS : ts.ScriptKind.TS
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind)
  const imports = [...walk(tree)].flatMap((node) => importOf(node, path.posix.dirname(file)))
  return { path: file, text, lines: text.replace(/\n$/, '').split('\n').length, tree, imports }
}

/** Every node of the tree, comments for types included. */
export function* walk(node: ts.Node): Generator<ts.Node> {
  yield node
  for (const child of node.getChildren()) yield* walk(child)
}

function importOf(node: ts.Node, folder: string): Import[] {
  const specifier = specifierOf(node)
  if (!specifier || !ts.isStringLiteralLike(specifier)) return []
  const { text } = specifier
  return [{ to: text.startsWith('.') ? path.posix.join(folder, text) : text, ...takenBy(node) }]
}

function specifierOf(node: ts.Node): ts.Node | undefined {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node) || ts.isJSDocImportTag(node))
    return node.moduleSpecifier
  if (ts.isImportTypeNode(node)) return ts.isLiteralTypeNode(node.argument) ? node.argument.literal : undefined
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return node.arguments[0]
  return undefined
}

function takenBy(node: ts.Node): Pick<Import, 'kind' | 'names'> {
  if (ts.isCallExpression(node)) return { kind: 'dynamic', names: ['*'] }
  if (ts.isImportTypeNode(node) || ts.isJSDocImportTag(node)) return { kind: 'type', names: [] }
  if (ts.isExportDeclaration(node)) return { kind: node.isTypeOnly ? 'type' : 'value', names: ['*'] }

  const clause = (node as ts.ImportDeclaration).importClause
  const bindings = clause?.namedBindings
  const named = bindings && ts.isNamedImports(bindings) ? [...bindings.elements] : []
  const erased = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword
  const onlyTypes = erased || (named.length > 0 && !clause?.name && named.every(({ isTypeOnly }) => isTypeOnly))
  const whole = clause?.name || (bindings && ts.isNamespaceImport(bindings)) ? ['*'] : []
  const names = named
    .filter(({ isTypeOnly }) => !isTypeOnly)
    .map(({ name, propertyName }) => (propertyName ?? name).text)
  return { kind: onlyTypes ? 'type' : 'value', names: [...whole, ...names] }
}
