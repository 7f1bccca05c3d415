/** Red, green and blue from 0 to 255, and how much of it covers, from 0 to 1. */
export type Colour = [number, number, number, number]

const NAMED: Record<string, string> = {
  ...{ white: 'ffffff', black: '000000', red: 'ff0000', green: '008000', blue: '0000ff', yellow: 'ffff00' },
  ...{ gray: '808080', grey: '808080', silver: 'c0c0c0', maroon: '800000', navy: '000080', teal: '008080' },
  ...{ lime: '00ff00', aqua: '00ffff', cyan: '00ffff', fuchsia: 'ff00ff', magenta: 'ff00ff', olive: '808000' },
  ...{ purple: '800080', orange: 'ffa500', snow: 'fffafa', ivory: 'fffff0', whitesmoke: 'f5f5f5', beige: 'f5f5dc' },
  ...{ ghostwhite: 'f8f8ff', floralwhite: 'fffaf0', azure: 'f0ffff', mintcream: 'f5fffa', lightgray: 'd3d3d3' },
  ...{ lightgrey: 'd3d3d3', gainsboro: 'dcdcdc', darkgray: 'a9a9a9', darkgrey: 'a9a9a9', linen: 'faf0e6' },
  ...{ darkblue: '00008b', darkgreen: '006400', darkred: '8b0000', indigo: '4b0082', pink: 'ffc0cb', brown: 'a52a2a' },
}

/** Undefined where it is no colour we know: then nothing is concluded from it. */
export function colourOf(text: string): Colour | undefined {
  const word = text.trim().toLowerCase()
  if (word === 'transparent') return [0, 0, 0, 0]
  const hex = /^#?([0-9a-f]{3,8})$/.exec(NAMED[word] ?? word)?.[1]
  if (hex) return fromHex(hex)
  const [, model, inner = ''] = /^(rgb|hsl)a?\(([^)]{1,80})\)$/.exec(word) ?? []
  const parts = inner.split(/[\s,/]+/).filter(Boolean)
  const [a = 0, b = 0, c = 0] = parts.map((part) => Number.parseFloat(part))
  const alpha = parts[3] === undefined ? 1 : share(parts[3])
  if (!model || parts.length < 3 || [a, b, c, alpha].some(Number.isNaN)) return undefined
  if (model === 'hsl') return [...fromHsl(a, b / 100, c / 100), alpha]
  const scale = parts[0]?.endsWith('%') ? 2.55 : 1
  return [a * scale, b * scale, c * scale, alpha]
}

const share = (part: string) => Number.parseFloat(part) / (part.endsWith('%') ? 100 : 1)

function fromHex(hex: string): Colour | undefined {
  const long = hex.length < 6 ? hex.replace(/./g, '$&$&') : hex
  if (long.length !== 6 && long.length !== 8) return undefined
  const [r = 0, g = 0, b = 0, a = 255] = (long.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16))
  return [r, g, b, a / 255]
}

/** CSS Color 4 §7.1. */
function fromHsl(hue: number, saturation: number, light: number): [number, number, number] {
  const channel = (n: number) => {
    const k = (n + hue / 30) % 12
    return 255 * (light - saturation * Math.min(light, 1 - light) * Math.max(-1, Math.min(k - 3, 9 - k, 1)))
  }
  return [channel(0), channel(8), channel(4)]
}

/** What is seen of a colour in front of another. */
export const over = ([r, g, b, a]: Colour, [R, G, B]: Colour): Colour => [
  r * a + R * (1 - a),
  g * a + G * (1 - a),
  b * a + B * (1 - a),
  1,
]

/** WCAG 2.2: from 1, the same, to 21. */
export function contrast(one: Colour, other: Colour): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

function luminance([r, g, b]: Colour): number {
  const [R = 0, G = 0, B = 0] = [r, g, b].map((channel) => {
    const part = channel / 255
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * R + 0.7152 * G + 0.0722 * B
}
