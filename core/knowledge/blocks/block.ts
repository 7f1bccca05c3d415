/** A paragraph of a document, and where it stands. */
export type Block = { text: string; headings: string[]; page: number | null }

/** The headings a paragraph stands under, level by level, as they come along. */
export function outline() {
  const levels: string[] = []
  return {
    head(level: number, title: string) {
      levels.length = Math.min(levels.length, 8)
      levels.splice(level - 1)
      levels[level - 1] = title.slice(0, 200)
    },
    path: () => levels.filter(Boolean),
  }
}
