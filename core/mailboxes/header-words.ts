/**
 * Words as they survive a header unchanged, so that what is read is what was approved: one line, single spaces, and
 * nothing a mail program would take for an encoded word (RFC 2047 §5).
 */
export const headerWords = (words: string): string =>
  words
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replaceAll('=?', '= ?')
    .toWellFormed()
    .trim()
