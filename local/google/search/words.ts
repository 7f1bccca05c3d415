/** Gmail finds whole words, not parts of them; case does not count. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}\p{M}_]+/gu) ?? []
}

/** The words of `phrase`, one after another, somewhere in `text`. */
export function hasPhrase(text: string[], phrase: string[]): boolean {
  if (phrase.length === 0) return true
  return text.some((_, start) => phrase.every((word, offset) => text[start + offset] === word))
}
