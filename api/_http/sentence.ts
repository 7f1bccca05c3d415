import type * as z from 'zod'

const KINDS: Record<string, string> = {
  string: 'This should be text',
  number: 'This should be a number',
  int: 'This should be a whole number',
  boolean: 'This should be true or false',
  array: 'This should be a list',
  object: 'This should be an object with named fields',
}

const FORMATS: Record<string, string> = {
  email: 'This does not look like an e-mail address',
  uuid: 'This is not an id of ours',
  url: 'This is not a web address',
}

/** What is wrong with a value, for the person who sent it. A schema that has words of its own is not asked. */
export function sentence(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'Please fill this in' : (KINDS[issue.expected] ?? UNFIT)
    case 'invalid_format':
      return FORMATS[issue.format] ?? 'This is not written the way it should be'
    case 'invalid_value':
      return issue.input === undefined ? 'Please fill this in' : `Please choose one of: ${issue.values.join(', ')}`
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    default:
      return UNFIT
  }
}

const UNFIT = 'This cannot be taken as it is'

function tooSmall({ origin, minimum }: z.core.$ZodRawIssue<z.core.$ZodIssueTooSmall>): string {
  if (origin === 'string') return minimum === 1 ? 'Please fill this in' : `Please write at least ${minimum} characters`
  if (origin === 'array') return `Please give at least ${minimum}`
  return `This should be at least ${minimum}`
}

function tooBig({ origin, maximum }: z.core.$ZodRawIssue<z.core.$ZodIssueTooBig>): string {
  if (origin === 'string') return `Please write at most ${maximum} characters`
  if (origin === 'array') return `Please give at most ${maximum}`
  return `This should be at most ${maximum}`
}
