import { type Colour, colourOf, contrast, over } from './colour.ts'
import { type Rule, rulesFor } from './style-rules.ts'

/** How text looks in an element: what decides whether somebody can read it. */
export type Look = {
  ink: Colour
  paper: Colour
  /** In pixels. */
  size: number
  /** Inherited, and taken back by what is deeper: visibility, and a part that is folded away. */
  ghost: boolean
  folded: boolean
  /** Not to be seen, nor anything deeper: not drawn, not opaque, of no size, or far away. */
  gone: boolean
  /** Something lies behind the text that we do not know, as a picture. */
  pictured: boolean
}

export const ROOT_LOOK: Look = {
  ink: [0, 0, 0, 1],
  paper: [255, 255, 255, 1],
  size: 16,
  ghost: false,
  folded: false,
  gone: false,
  pictured: false,
}

/** Below this nobody tells ink from paper; the lightest grey of small print in use, #ccc on white, has 1.6. */
const LEAST_CONTRAST = 1.25
const LEAST_SIZE = 2
const FAR = 400

export function styled(outer: Look, name: string, attributes: Record<string, string>, rules: Rule[]): Look {
  const style = declarations(`${rulesFor(rules, name, attributes)};${attributes.style ?? ''}`)
  const ink = colourOf(style.color ?? (name === 'font' ? (attributes.color ?? '') : '')) ?? outer.ink
  const background = style['background-color'] ?? firstColour(style.background) ?? attributes.bgcolor ?? ''
  const paper = colourOf(background)
  const size = sizeOf(style['font-size'], outer.size)
  const pictured = /url\(|gradient/i.test(`${style.background ?? ''}${style['background-image'] ?? ''}`)
  return {
    ink,
    paper: paper ? over(paper, outer.paper) : outer.paper,
    size,
    pictured: pictured || (outer.pictured && !(paper && paper[3] === 1)),
    ghost: style.visibility ? /^(hidden|collapse)/i.test(style.visibility) : outer.ghost,
    folded: name === 'summary' ? false : outer.folded || (name === 'details' && !('open' in attributes)),
    gone: gone(style, attributes),
  }
}

/** Whether text right in here can be read. */
export const isReadable = ({ ink, paper, size, pictured, ghost, folded }: Look): boolean =>
  !ghost &&
  !folded &&
  size >= LEAST_SIZE &&
  (pictured ? ink[3] > 0.1 : contrast(over(ink, paper), paper) >= LEAST_CONTRAST)

type Style = Record<string, string>

/** The last one counts, unless an earlier one is important. */
function declarations(text: string): Style {
  const style: Style = {}
  const important = new Set<string>()
  for (const one of text
    .replace(/\/\*[\s\S]{0,2000}?\*\//g, '')
    .split(';')
    .slice(0, 500)) {
    const [, name = '', said = ''] = /^\s*([\w-]{1,40})\s*:\s*([\s\S]{0,1000})$/.exec(one) ?? []
    const property = name.toLowerCase()
    const urgent = /!\s*important/i.test(said)
    if (!property || (important.has(property) && !urgent)) continue
    if (urgent) important.add(property)
    style[property] = said.replace(/!\s*important/i, '').trim()
  }
  return style
}

const firstColour = (background = '') =>
  background.match(/#[0-9a-f]{3,8}\b|(?:rgb|hsl)a?\([^)]{1,80}\)|\b[a-z]{3,20}\b/gi)?.find((word) => colourOf(word))

const KEYWORDS: Record<string, number> = { 'xx-small': 9, 'x-small': 10, small: 13, medium: 16, large: 18 }

function sizeOf(text: string | undefined, outer: number): number {
  if (!text) return outer
  const number = Number.parseFloat(text)
  if (Number.isNaN(number)) return KEYWORDS[text.toLowerCase()] ?? outer
  return px(text, outer) ?? outer
}

/** A length in pixels; percent and em of what is around. */
function px(text: string | undefined, around = 16): number | undefined {
  const [, number = '', unit = ''] = /^\s*(-?\d*\.?\d+)\s*(px|pt|em|rem|ex|%|vw|vh|in|cm|mm)?/i.exec(text ?? '') ?? []
  if (number === '') return undefined
  const sizes: Record<string, number> = {
    pt: 1.33,
    em: around,
    rem: 16,
    ex: around / 2,
    '%': around / 100,
    vw: 10,
    vh: 8,
  }
  return Number(number) * (sizes[unit.toLowerCase()] ?? { in: 96, cm: 38, mm: 3.8 }[unit.toLowerCase()] ?? 1)
}

function gone(style: Style, attributes: Record<string, string>): boolean {
  const is = (property: string, what: RegExp) => what.test(style[property] ?? '')
  const opacity =
    style.opacity === undefined ? 1 : Number.parseFloat(style.opacity) / (style.opacity.endsWith('%') ? 100 : 1)
  return (
    ('hidden' in attributes && !is('display', /block|inline|table|flex/i)) ||
    is('display', /^none/i) ||
    is('mso-hide', /^all/i) ||
    opacity < 0.1 ||
    /(?:opacity\s*\(|alpha\s*\(\s*opacity\s*=)\s*0*(?:\.0\d*|%)?\s*\)/i.test(style.filter ?? '') ||
    is('content-visibility', /^hidden/i) ||
    is('transform', /scale(?:3d|x|y)?\(\s*0*(?:\.0\d*)?\s*[,)]/i) ||
    is(
      'clip-path',
      /inset\(\s*(?:50|100)%|circle\(\s*0|polygon\(\s*0(?:px|%)?\s+0(?:px|%)?\s*,\s*0(?:px|%)?\s+0(?:px|%)?\s*[,)]/i,
    ) ||
    (is('clip', /rect\(\s*(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?[\s,]+(?:0|1)(?:px)?/i) &&
      is('position', /absolute|fixed/i)) ||
    away(style) ||
    flat(style)
  )
}

function away(style: Style): boolean {
  const placed = /absolute|fixed|relative/i.test(style.position ?? '')
  const far = (property: string) => (px(style[property]) ?? 0) <= -FAR
  const beyond = (property: string) => Math.abs(px(style[property]) ?? 0) >= 3000
  const margin = (style.margin ?? '').split(/\s+/).some((part) => (px(part) ?? 0) <= -FAR)
  const moved = [...(style.transform ?? '').matchAll(/-?\d+(?:px|em|vw|%)/g)].some(
    ([length]) => Math.abs(px(length) ?? 0) >= FAR && !length.endsWith('%'),
  )
  return (
    (placed && (['left', 'top', 'right', 'bottom'].some(far) || ['left', 'top'].some(beyond))) ||
    far('text-indent') ||
    margin ||
    ['margin-left', 'margin-top', 'margin-right'].some(far) ||
    moved
  )
}

/** A box without a size, that lets nothing out. */
function flat(style: Style): boolean {
  const none = (property: string) => style[property] !== undefined && (px(style[property]) ?? 9) <= 1
  const closed = /hidden|clip/i.test(`${style.overflow ?? ''}${style['overflow-x'] ?? ''}${style['overflow-y'] ?? ''}`)
  return closed && ['height', 'max-height', 'width', 'max-width'].some(none)
}
