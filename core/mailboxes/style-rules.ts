/** Rules of a mail's style sheets for simple selectors: an element, a class, an id, or these joined. */
export type Rule = { tag: string; classes: string[]; id: string; body: string }

const MOST_RULES = 2000
/** For one element; the weakest are left out. */
const MOST_AT_ONCE = 50

/** What a screen shows: rules for paper are left out, those for narrow screens too, as they hold for some readers only. */
export function rulesIn(html: string): Rule[] {
  const sheets = [...html.matchAll(/<style\b([^>]{0,500})>([\s\S]*?)<\/style/gi)]
    .filter(([, head = '']) => !/media\s*=\s*["']?\s*print/i.test(head))
    .map(([, , body = '']) => body.replace(/\/\*[\s\S]*?\*\/|<!--|-->/g, ''))
  return sheets.flatMap((sheet) => read(withoutMedia(sheet))).slice(0, MOST_RULES)
}

/** `@media screen` and `all` hold for whoever reads; of the others only the brackets are followed. */
function withoutMedia(sheet: string): string {
  let out = ''
  let at = 0
  for (const { 0: head, 1: query = '', index } of sheet.matchAll(
    /@(?:media|supports|font-face|keyframes|-\w+-keyframes)([^{]{0,300})\{/gi,
  )) {
    if (index < at) continue
    out += sheet.slice(at, index)
    const end = closing(sheet, index + head.length)
    if (/^@media/i.test(head) && /^\s*(?:only\s+)?(?:screen|all)\s*$/i.test(query))
      out += sheet.slice(index + head.length, end)
    at = end + 1
  }
  return out + sheet.slice(at)
}

function closing(sheet: string, from: number): number {
  let depth = 1
  for (let at = from; at < sheet.length; at++) {
    if (sheet[at] === '{') depth++
    if (sheet[at] === '}' && --depth === 0) return at
  }
  return sheet.length
}

function read(sheet: string): Rule[] {
  return [...sheet.matchAll(/([^{}]{1,2000})\{([^{}]{0,4000})\}/g)].flatMap(([, selectors = '', body = '']) =>
    selectors.split(',').flatMap((selector) => {
      const match = /^\s*([a-z][a-z0-9]*|\*)?((?:[.#][\w-]{1,80}){0,6})\s*$/i.exec(selector)
      if (!match?.[0]?.trim()) return []
      const parts = match[2]?.match(/[.#][\w-]+/g) ?? []
      return [
        {
          tag: (match[1] ?? '').replace('*', '').toLowerCase(),
          classes: parts.filter((part) => part.startsWith('.')).map((part) => part.slice(1)),
          id: parts.find((part) => part.startsWith('#'))?.slice(1) ?? '',
          body,
        },
      ]
    }),
  )
}

/** Every element of a kind looks the same: what holds for it is worked out once. */
const known = new WeakMap<Rule[], Map<string, string>>()
const MOST_KINDS = 1000

/** Weakest first, as they are applied: element, class, id (CSS Cascading 4 §6.4). */
export function rulesFor(rules: Rule[], name: string, attributes: Record<string, string>): string {
  if (!rules.length) return ''
  const kinds = known.get(rules) ?? new Map<string, string>()
  known.set(rules, kinds)
  const kind = `${name} ${attributes.id ?? ''} ${attributes.class ?? ''}`
  const body = kinds.get(kind) ?? holdingFor(rules, name, attributes)
  if (kinds.size < MOST_KINDS) kinds.set(kind, body)
  return body
}

function holdingFor(rules: Rule[], name: string, attributes: Record<string, string>): string {
  const classes = new Set((attributes.class ?? '').split(/\s+/))
  const weight = (rule: Rule) => (rule.id ? 100 : 0) + 10 * rule.classes.length + (rule.tag ? 1 : 0)
  return rules
    .filter(
      ({ tag, id, classes: asked }) =>
        (!tag || tag === name) && (!id || id === attributes.id) && asked.every((one) => classes.has(one)),
    )
    .sort((a, b) => weight(a) - weight(b))
    .slice(-MOST_AT_ONCE)
    .map(({ body }) => body)
    .join(';')
}
