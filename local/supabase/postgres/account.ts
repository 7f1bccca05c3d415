import { readFileSync } from 'node:fs'

export type Account = { name: string; uid: number; gid: number }

/** Postgres refuses to run as root, and initdb wants an account that exists: borrow one that every system has. */
export function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined

  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n').flatMap(parse)
  const preferred = ['postgres', 'nobody', 'daemon'].flatMap((name) =>
    accounts.filter((account) => account.name === name),
  )
  const account = preferred[0] ?? accounts[0]
  if (!account)
    throw new Error('Cannot start Postgres as root: "/etc/passwd" names no unprivileged account to run it under')
  return account
}

function parse(line: string): Account[] {
  const [name, , uid, gid] = line.split(':')
  const account = { name: name ?? '', uid: Number(uid), gid: Number(gid) }
  return account.uid > 0 && account.gid > 0 ? [account] : []
}
