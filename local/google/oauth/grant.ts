export type Access = { address: string; scopes: string[]; expires: number }
export type Refresh = { address: string; scopes: string[]; revoked: boolean }
export type Code = {
  address: string
  scopes: string[]
  redirectUri: string
  challenge: string
  method: string
  nonce: string
  offline: boolean
  expires: number
}
export type Grants = {
  accessTtl: number
  codes: Map<string, Code>
  access: Map<string, Access>
  refresh: Map<string, Refresh>
  /** What each user has agreed to, by address. */
  consents: Map<string, string[]>
}
