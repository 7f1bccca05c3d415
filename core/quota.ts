import type { Env } from './env.ts'

/** What a call costs in quota units (Gmail API: usage limits), by method and path below the user. Others: `OTHER`. */
const COSTS: [RegExp, number][] = [
  [/^GET history$/, 2],
  [/^GET (profile|settings\/.*)$/, 1],
  [/^GET messages\/[^/]+$/, 20],
  [/^GET threads\/[^/]+$/, 40],
  [/^POST drafts\/send$/, 100],
  [/^(POST|PUT|DELETE) drafts/, 15],
  [/^POST watch$/, 100],
  [/^POST stop$/, 50],
]
const OTHER = 5

export function costOf(method: string, url: string): number {
  const call = `${method} ${new URL(url).pathname.replace(/^.*\/users\/[^/]+\//, '')}`
  return COSTS.find(([shape]) => shape.test(call))?.[1] ?? OTHER
}

/** What a job has been granted of the quota, and what its calls have cost, failed ones included. */
export type Units = { granted: number; used: number }

/** A message, read. */
export const MESSAGE_UNITS = 20

/** For whom the units are: what nobody waits for leaves a part of the quota to those who do wait. */
export type Share = { user: number; project: number }
export const BACKGROUND: Share = { user: 0.8, project: 0.7 }
export const SOMEBODY_WAITS: Share = { user: 1, project: 1 }

/** The most that may be spent in a minute for one user and for the whole project. */
export const ceilings = ({ QUOTA_PER_USER, QUOTA_PER_PROJECT }: Env, share: Share) => ({
  user: Math.floor(QUOTA_PER_USER * share.user),
  project: Math.floor(QUOTA_PER_PROJECT * share.project),
})
