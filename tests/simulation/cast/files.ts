/** What is in a file of that name: so the judge knows it, too. */
export const contentOf = (filename: string) => `These are the contents of ${filename}.\n`
