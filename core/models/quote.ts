import { legible } from './legible.ts'

/**
 * Mail text is data. Escaped, it cannot close the tag it stands in, whatever it says (law 4), and it says nothing in
 * characters that nobody sees.
 */
export const quote = (text: string): string =>
  legible(text).replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
