/** Mail text is data. Escaped, it cannot close the tag it stands in, whatever it says (law 4). */
export const quote = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
