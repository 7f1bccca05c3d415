import { readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { STATUS } from '../../api/_http/errors.ts'
import { files, module, modules, root, type Source, walk } from '../support/house.ts'

type Words = Record<string, string | Record<string, string>>

const LANGUAGES = ['en', 'ar']
/** What the browser itself finds out, besides what the API says. */
const OURS = ['offline', 'timeout', 'unreadable', 'unconfirmed']
/** Chosen by a value at run time, so their keys stand nowhere in the code. */
const LOOKED_UP =
  /^((error|notice|banner|banner\.action|mailbox\.is|draft_\w+|outbox_status|ledger_outcome|attachment_warning|claim_kind|claim_source|discard_reason|model_task|call_outcome|shown|skip_reason|hold_reason|gap_reason|gate_kind|gate_effect|gate_hint|gate_says|rules\.(none|add|body)|memory|memory_scope|memory_origin|formality|bounce_reason|source_kind|source_status|source_failure|mailbox_status|watch_fault|profession|language|theme)\.|save\.(saving|saved|unsaved)$|empty\.(sent|discarded)$|connect\.(done|denied|partial|expired|taken)$|mailbox\.(pause|resume|disconnect|draft_existing)(_sure)?$)/

const portal = modules('web/portal').filter(({ path: file }) => file !== 'web/portal/sw.js')
const wordsOf = (language: string): Words => JSON.parse(read(`web/portal/locales/${language}.json`))

test.each(LANGUAGES)('every error code has a sentence in "%s"', (language) => {
  const answered = modules('api/_http').flatMap(codesOf)
  expect(answered).toContain('unexpected')
  const codes = new Set([...Object.keys(STATUS), ...answered, ...OURS])
  expect([...codes].filter((code) => !wordsOf(language)[`error.${code}`])).toEqual([])
})

test.each(LANGUAGES)('what depends on a number has every plural of "%s"', (language) => {
  const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions()
  const plurals = Object.entries(wordsOf(language)).filter(([, words]) => typeof words === 'object')
  expect(plurals.length).toBeGreaterThan(3)
  for (const [key, forms] of plurals) expect([key, Object.keys(forms).sort()]).toEqual([key, pluralCategories.sort()])
})

test('both languages fill in the same things', () => {
  const [english, arabic] = [wordsOf('en'), wordsOf('ar')]
  const differing = Object.keys(english).filter((key) => gaps(english[key]) !== gaps(arabic[key]))
  // Singular and dual say the number in words, so only the names a plural may use are compared.
  expect(differing).toEqual([])
})

test('no word is kept that nobody says', () => {
  const inCode = portal.flatMap(({ tree }) => [...walk(tree)].filter(ts.isStringLiteralLike).map((s) => s.text))
  const said = new Set([...inCode, ...inPage().map(({ key }) => key)])
  const idle = Object.keys(wordsOf('en')).filter((key) => !LOOKED_UP.test(key) && !said.has(key))
  expect(idle).toEqual([])
})

test('what stands in the page is looked up too, and in English until it is', () => {
  expect(inPage().length).toBeGreaterThan(10)
  expect(inPage().filter(({ key, text }) => text !== '' && text !== wordsOf('en')[key])).toEqual([])
  expect(inPage().filter(({ key }) => !wordsOf('en')[key])).toEqual([])
})

test('the portal says nothing outside its locales', () => {
  expect(portal.length).toBeGreaterThan(10)
  expect(portal.flatMap(hardCoded)).toEqual([])
})

test('a sentence written into the code is found', () => {
  expect(hardCoded(module('web/portal/x.js', `html\`<p class="a b">Not saved \${t("a")}</p>\``))).toHaveLength(1)
  expect(hardCoded(module('web/portal/x.js', `html\`<p title="Close me">\${t("a")}</p>\``))).toHaveLength(1)
  expect(hardCoded(module('web/portal/x.js', "announce('All done')"))).toHaveLength(1)
  expect(hardCoded(module('web/portal/x.js', "place.textContent = 'All done'"))).toHaveLength(1)
  expect(hardCoded(module('web/portal/x.js', `html\`<p class="a b">\${t("a")} · <b>\${x}</b></p>\``))).toEqual([])
})

function read(file: string): string {
  return readFileSync(path.join(root, file), 'utf8')
}

function inPage(): { key: string; text: string }[] {
  const pages = files('web/portal').filter((file) => file.endsWith('.html'))
  const found = pages.flatMap((page) => [...read(page).matchAll(/data-t="([^"]+)"[^>]*>([^<]*)</g)])
  return found.map(([, key = '', text = '']) => ({ key, text }))
}

/** The codes that doors answer with beyond the reasons of a refusal. */
function codesOf({ text }: Source): string[] {
  const found = text.matchAll(/new Malformed\(\d+, '(\w+)'|fail\(c, \d+, '(\w+)'/g)
  return [...found].map(([, malformed, failed]) => malformed ?? failed ?? '')
}

function gaps(words: Words[string] | undefined): string {
  const texts = typeof words === 'object' ? Object.values(words) : [words ?? '']
  const names = texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))
  return [...new Set(names)].sort().join(' ')
}

function hardCoded({ path: file, tree }: Source): string[] {
  return [...walk(tree)]
    .flatMap(spoken)
    .flatMap((text) => (/\p{L}{2,}/u.test(text) ? [`${file}: "${text.trim()}"`] : []))
}

/** The words of a node that a person would see or hear. */
function spoken(node: ts.Node): string[] {
  if (ts.isTaggedTemplateExpression(node) && node.tag.getText() === 'html') return inTemplate(node.template)
  if (ts.isCallExpression(node) && node.expression.getText() === 'announce') return literals(node.arguments)
  const assigns = ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken
  const shown = assigns && /\.(textContent|ariaLabel|title|innerText)$/.test(node.left.getText())
  return shown ? literals([node.right]) : []
}

function inTemplate(template: ts.TemplateLiteral): string[] {
  const parts = ts.isTemplateExpression(template)
    ? [template.head.text, ...template.templateSpans.map(({ literal }) => literal.text)]
    : [template.text]
  const markup = parts.join('\0')
  const attributes = [...markup.matchAll(/\s(?:title|aria-label|alt|placeholder)="([^"]*)"/g)].map(
    ([, text = '']) => text,
  )
  return [...markup.replace(/<[^>]*>/g, '\0').split('\0'), ...attributes]
}

function literals(nodes: readonly ts.Node[]): string[] {
  return nodes.filter(ts.isStringLiteralLike).map(({ text }) => text)
}
