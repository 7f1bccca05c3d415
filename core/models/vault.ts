import { STAND_IN, secretsIn } from './secrets.ts'

/** `hide` puts a stand-in for every secret, `restore` puts them back: the model writes a letter without knowing them. */
export type Vault = { hide(text: string): string; restore(text: string): string }

/**
 * For one question to a model. Restoring what was hidden gives the same text to the character, whatever it contains: a
 * text that has a stand-in of its own is hidden too, so it comes back as what it was and opens nothing.
 */
export function openVault(): Vault {
  const values: string[] = []
  const standIns = new Map<string, string>()
  const put = (kind: string, value: string): string => {
    const known = standIns.get(value)
    if (known) return known
    const standIn = `[${kind}-${values.push(value)}]`
    standIns.set(value, standIn)
    return standIn
  }
  return {
    hide(text) {
      let done = 0
      const pieces = secretsIn(text).map(({ kind, start, end }) => {
        const piece = text.slice(done, start) + put(kind, text.slice(start, end))
        done = end
        return piece
      })
      return pieces.join('') + text.slice(done)
    },
    restore: (text) =>
      text.replace(STAND_IN, (standIn) => {
        const value = values[Number(/\d+/.exec(standIn)?.[0]) - 1]
        return value !== undefined && standIns.get(value) === standIn ? value : standIn
      }),
  }
}
