/** @typedef {{ tag: string, attributes: [string, string][], children: (Branch | string)[] }} Branch */

const VOID = new Set(['input', 'br', 'img', 'hr', 'meta', 'use'])
const TOKEN = /<(\/?)([a-z][a-z0-9-]*)((?:\s+[^\s=>/]+(?:="[^"]*")?)*)\s*\/?>|([^<]+)/gi
const ATTRIBUTE = /([^\s=]+)(?:="([^"]*)")?/g
const HOLE = /\0(\d+)\0/g

/** @type {WeakMap<TemplateStringsArray, Branch>} */
const parsed = new WeakMap()

/**
 * Builds one element out of a template, through the DOM alone: a value is only ever text, a node or a property,
 * so nothing in a mail can become markup. `@click` listens, `.value` sets a property, `?hidden` toggles an attribute.
 *
 *     html`<button class="button" ?disabled=${busy} @click=${save}>${t('save')}</button>`
 *
 * @param {TemplateStringsArray} strings
 * @param {...unknown} values
 */
export function html(strings, ...values) {
  const branch = parsed.get(strings) ?? parse(strings)
  parsed.set(strings, branch)
  return /** @type {HTMLElement} */ (grow(branch, values))
}

/**
 * The one that must be there, typed.
 * @template {Element} T
 * @param {ParentNode} root @param {string} selector @param {new () => T} type
 */
export function find(root, selector, type) {
  const found = root.querySelector(selector)
  if (!(found instanceof type)) throw new Error(`Cannot find "${selector}"`)
  return found
}

/** Pressed again while it is doing it, it does it no second time. @param {string} kind @param {unknown} content @param {() => void} act @param {{ label?: string, keys?: string }} [more] */
export function button(kind, content, act, { label, keys } = {}) {
  let doing = false
  const press = async () => {
    if (doing) return
    doing = true
    try {
      await act()
    } finally {
      doing = false
    }
  }
  return /** @type {HTMLButtonElement} */ (
    html`<button class="button ${kind}" type="button" aria-label=${label} aria-keyshortcuts=${keys} @click=${press}>${content}</button>`
  )
}

/** Out of the page's own set. @param {string} name */
export function icon(name) {
  return html`<svg class="icon ${name}" aria-hidden="true"><use href="#icon-${name}" /></svg>`
}

/** @param {string} kind @param {string} picture @param {string} text @param {HTMLElement} [action] */
export function banner(kind, picture, text, action) {
  return html`<div class="banner ${kind}">${icon(picture)}<span>${text}</span>${action}</div>`
}

/** @param {TemplateStringsArray} strings */
function parse(strings) {
  const source = strings.reduce((all, part, index) => `${all}\0${index - 1}\0${part}`).replace(/=(\0\d+\0)/g, '="$1"')
  /** @type {Branch} */
  const root = { tag: '', attributes: [], children: [] }
  const open = [root]

  for (const [, closing, tag = '', attributes = '', text] of source.matchAll(TOKEN)) {
    const children = open.at(-1)?.children
    if (text !== undefined) {
      const kept = text.trim() === '' && text.includes('\n') ? '' : text.replace(/\s*\n\s*/g, ' ')
      children?.push(...kept.split(/(\0\d+\0)/).filter(Boolean))
    } else if (closing) {
      if (open.pop()?.tag !== tag) throw new Error(`Cannot close "${tag}" in the template "${source}"`)
    } else {
      /** @type {Branch} */
      const branch = { tag, attributes: [], children: [] }
      for (const [, name = '', value = ''] of attributes.matchAll(ATTRIBUTE)) branch.attributes.push([name, value])
      children?.push(branch)
      if (!VOID.has(tag)) open.push(branch)
    }
  }

  const [only, ...others] = root.children.filter((child) => typeof child !== 'string' || child.trim() !== '')
  if (open.length !== 1 || !only || typeof only === 'string' || others.length > 0) {
    throw new Error(`Cannot find exactly one element in the template "${source}"`)
  }
  return only
}

/** @param {Branch} branch @param {unknown[]} values @param {boolean} [inSvg] @returns {Element} */
function grow({ tag, attributes, children }, values, inSvg = tag === 'svg') {
  const element = document.createElementNS(`http://www.w3.org/${inSvg ? '2000/svg' : '1999/xhtml'}`, tag)
  for (const child of children) {
    if (typeof child === 'string') element.append(...nodes(fill(child, values)))
    else element.append(grow(child, values, inSvg || child.tag === 'svg'))
  }
  for (const [name, value] of attributes) set(element, name, fill(value, values))
  return element
}

/** @param {string} part @param {unknown[]} values @returns {unknown} */
function fill(part, values) {
  const whole = part.match(/^\0(\d+)\0$/)
  return whole ? values[Number(whole[1])] : part.replace(HOLE, (_, index) => `${values[index] ?? ''}`)
}

/** @param {unknown} value @returns {(Node | string)[]} */
function nodes(value) {
  if (Array.isArray(value)) return value.flatMap(nodes)
  if (value === null || value === undefined || value === false) return []
  return [value instanceof Node ? value : `${value}`]
}

/** @param {Element} element @param {string} name @param {unknown} value */
function set(element, name, value) {
  const rest = name.slice(1)
  if (name.startsWith('@')) element.addEventListener(rest, /** @type {EventListener} */ (value))
  else if (name.startsWith('.')) Reflect.set(element, rest, value)
  else if (name.startsWith('?')) element.toggleAttribute(rest, Boolean(value))
  else if (/^(on|style$|srcdoc$)/.test(name)) throw new Error(`Cannot set the attribute "${name}" from a template`)
  else if (/^(href|src|action)$/.test(name) && /^\s*(javascript|data|vbscript):/i.test(`${value}`)) {
    throw new Error(`Cannot use "${value}" as an address`)
  } else if (value !== null && value !== undefined && value !== false) {
    element.setAttribute(name, value === true ? '' : `${value}`)
  }
}
