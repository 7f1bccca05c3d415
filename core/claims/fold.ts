/** Letters without what differs between two spellings of one word: case, accents, ligatures. */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/ß/g, 'ss').replace(/[’‘]/g, "'")

/** Nothing but letters and digits: two ways of writing one reference, or one street. */
export const bare = (text: string): string => fold(text).replace(/[^\p{L}\p{N}]/gu, '')

/** Letters without their accents, one for one: places stay where they were. */
export const unaccented = (text: string): string =>
  text.replace(/[\u00c0-\u024f]/gu, (letter) => letter.normalize('NFD').charAt(0)).replaceAll('’', "'")
