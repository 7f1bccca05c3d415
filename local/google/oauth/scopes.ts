const auth = 'https://www.googleapis.com/auth/'

const full = 'https://mail.google.com/'
const modify = `${auth}gmail.modify`
const readonly = `${auth}gmail.readonly`
const compose = `${auth}gmail.compose`
const metadata = `${auth}gmail.metadata`
const labels = `${auth}gmail.labels`

/** Who may do what: any one of these is enough (Gmail's discovery document). */
export const may = {
  profile: [full, modify, readonly, compose, metadata],
  browse: [full, modify, readonly, metadata],
  read: [full, modify, readonly],
  readDrafts: [full, modify, readonly, compose],
  modify: [full, modify],
  erase: [full],
  insert: [full, modify, `${auth}gmail.insert`],
  compose: [full, modify, compose],
  send: [full, modify, compose, `${auth}gmail.send`],
  labels: [full, modify, labels],
  readLabels: [full, modify, readonly, metadata, labels],
  readSettings: [full, modify, readonly, `${auth}gmail.settings.basic`],
}

export function seesOnlyMetadata(scopes: string[]): boolean {
  return scopes.includes(metadata) && !scopes.some((scope) => may.read.includes(scope))
}

const descriptions = new Map(
  Object.entries({
    openid: 'Know who you are',
    email: 'See your e-mail address',
    profile: 'See your name',
    [full]: 'Read, compose, send and permanently delete all your e-mail',
    [modify]: 'Read, compose and send e-mail',
    [readonly]: 'Read your e-mail and settings',
    [compose]: 'Manage drafts and send e-mail',
    [`${auth}gmail.send`]: 'Send e-mail on your behalf',
    [metadata]: 'See labels and headers, but not the body, of your e-mail',
    [labels]: 'See and edit your e-mail labels',
    [`${auth}gmail.insert`]: 'Add e-mail to your mailbox',
    [`${auth}gmail.settings.basic`]: 'See and edit your e-mail settings and filters',
  }),
)

export function describeScope(scope: string): string {
  return descriptions.get(shortScope(scope)) ?? scope
}

/** `userinfo.email` and `email` are one scope under two names. */
function shortScope(scope: string): string {
  return scope.replace(/^https:\/\/www\.googleapis\.com\/auth\/userinfo\.(email|profile)$/, '$1')
}

export function hasScope(scopes: string[], short: 'openid' | 'email' | 'profile'): boolean {
  return scopes.some((scope) => shortScope(scope) === short)
}

/** Signing in cannot be partly refused: Google always grants these once the user agrees at all. */
export function isSignIn(scope: string): boolean {
  return ['openid', 'email', 'profile'].includes(shortScope(scope))
}
