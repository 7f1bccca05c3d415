import type { Brief } from '../threads/brief.ts'

/** The rules and wordings for this reply, for the model. `shown` makes a text fit to be shown to it. */
export function laidDown({ rules }: Brief, shown: (text: string) => string): string[] {
  const instructions = rules
    .filter(({ kind }) => kind === 'instruction')
    .map(({ body }) => `<rule>${shown(body)}</rule>`)
  const snippets = rules
    .filter(({ kind }) => kind === 'snippet')
    .map(({ name, body }) => `<snippet name="${shown(name)}">\n${shown(body)}\n</snippet>`)
  return [
    ...(instructions.length > 0 ? ['<rules>', ...instructions, '</rules>'] : []),
    ...(snippets.length > 0 ? ['<snippets>', ...snippets, '</snippets>'] : []),
  ]
}
