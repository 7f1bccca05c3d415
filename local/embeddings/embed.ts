import { conceptsIn } from './concepts.ts'

const DIMENSIONS = 384
/** Features share dimensions, each by sixteen of them: few enough to compute, many enough to keep strangers apart. */
const SHARES = 16

/** Words, their beginnings and their letter triples, thrown into dimensions by chance that is always the same. */
export function embed(text: string): number[] {
  const vector = new Array<number>(DIMENSIONS).fill(0)
  const words = fold(text).match(/[\p{L}\p{N}]+/gu) ?? []
  const features = new Map<string, number>()
  const add = (feature: string, weight: number) => features.set(feature, (features.get(feature) ?? 0) + weight)
  for (const word of words.filter(({ length }) => length > 3 || /\d/.test(text))) {
    const concepts = conceptsIn(word)
    for (const concept of concepts) add(`concept ${concept}`, 3)
    if (word.length > 3) add(`stem ${word.slice(0, 6)}`, concepts.length ? 0.6 : 1)
    for (let at = 0; word.length > 4 && at + 4 <= word.length; at++) add(`part ${word.slice(at, at + 4)}`, 0.15)
  }
  // What is said ten times is not ten times as much.
  for (const [feature, weight] of features) throwIn(vector, feature, Math.sqrt(weight))
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => Number((value / length).toPrecision(7)))
}

/** The first 256 dimensions hold everything, as in models trained to be cut short; the rest hold some of it once more. */
function throwIn(vector: number[], feature: string, weight: number): void {
  let seed = hash(feature)
  for (let share = 0; share < SHARES; share++) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    const at = share < SHARES - 4 ? (seed >>> 8) % 256 : 256 + ((seed >>> 8) % 128)
    vector[at] = (vector[at] ?? 0) + (seed >>> 31 ? weight : -weight)
  }
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 2_166_136_261
  for (let at = 0; at < text.length; at++) value = Math.imul(value ^ text.charCodeAt(at), 16_777_619)
  return value >>> 0
}

const fold = (text: string): string =>
  text.toLowerCase().replaceAll('ß', 'ss').normalize('NFD').replaceAll(/\p{M}/gu, '')
