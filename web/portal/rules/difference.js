/** @typedef {{ kind: 'same' | 'gone' | 'new', text: string }} Part */

/** Longer texts are compared as a whole: the table grows with the product of both. */
const MOST_WORDS = 1500

/**
 * What of a text stayed, went and came, word by word: the longest common subsequence of both.
 * @param {string} before @param {string} after @param {string} language @returns {Part[]}
 */
export function difference(before, after, language) {
  const [left, right] = [wordsOf(before, language), wordsOf(after, language)]
  if (left.length > MOST_WORDS || right.length > MOST_WORDS) return joined([part('gone', before), part('new', after)])

  const width = right.length + 1
  // How much the rest of both has in common, from each place on.
  const common = new Uint16Array((left.length + 1) * width)
  for (let i = left.length - 1; i >= 0; i -= 1) {
    for (let j = right.length - 1; j >= 0; j -= 1) {
      common[i * width + j] =
        left[i] === right[j]
          ? at(common, (i + 1) * width + j + 1) + 1
          : Math.max(at(common, (i + 1) * width + j), at(common, i * width + j + 1))
    }
  }
  /** @type {Part[]} */
  const parts = []
  let [i, j] = [0, 0]
  while (i < left.length || j < right.length) {
    const [gone = '', come = ''] = [left[i], right[j]]
    if (i < left.length && j < right.length && gone === come) {
      parts.push(part('same', gone))
      i += 1
      j += 1
    } else if (
      j === right.length ||
      (i < left.length && at(common, (i + 1) * width + j) >= at(common, i * width + j + 1))
    ) {
      parts.push(part('gone', gone))
      i += 1
    } else {
      parts.push(part('new', come))
      j += 1
    }
  }
  return joined(parts)
}

/** Also where words are not set apart. @param {string} text @param {string} language */
function wordsOf(text, language) {
  const known = /^[a-z]{2,3}(?![a-z])/i.exec(language)?.[0] ?? 'en'
  return [...new Intl.Segmenter(known, { granularity: 'word' }).segment(text)].map(({ segment }) => segment)
}

/** @param {Uint16Array} table @param {number} index */
const at = (table, index) => table[index] ?? 0

/** @param {Part['kind']} kind @param {string} text @returns {Part} */
const part = (kind, text) => ({ kind, text })

/** Neighbours of a kind are one. @param {Part[]} parts */
function joined(parts) {
  /** @type {Part[]} */
  const runs = []
  for (const { kind, text } of parts) {
    const last = runs.at(-1)
    if (last?.kind === kind) last.text += text
    else if (text) runs.push({ kind, text })
  }
  return runs
}
