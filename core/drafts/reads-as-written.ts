/** Something an eye can see. The braille blank is a symbol to Unicode, and a space to everybody else. */
export const VISIBLE = /[^\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u

/** Overrides show one text and send another (UAX #9); embeddings and isolates are honest where each is closed again. */
export function readsAsWritten(body: string): boolean {
  const open: string[] = []
  for (const [mark] of body.matchAll(/[\u202a-\u202e\u2066-\u2069]/g)) {
    if (mark === '\u202d' || mark === '\u202e') return false
    if (mark === '\u202c' || mark === '\u2069') {
      if (open.pop() !== mark) return false
    } else open.push(mark < '\u2066' ? '\u202c' : '\u2069')
  }
  return open.length === 0
}
