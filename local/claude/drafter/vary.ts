/** Picks one of several wordings by the content of the mail: varied between mails, the same for the same mail. */
export function vary(seed: string) {
  const start = hash(seed)
  return function pick<T>(options: readonly [T, ...T[]], turn = 0): T {
    const at = (start + turn) % options.length
    return options[at] ?? options[0]
  }
}

// FNV-1a, 32 bits.
function hash(text: string): number {
  let state = 0x811c9dc5
  for (const byte of new TextEncoder().encode(text)) state = Math.imul(state ^ byte, 0x01000193) >>> 0
  return state
}
