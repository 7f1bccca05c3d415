import { addressParser } from 'postal-mime'
import type { Field } from './fields.ts'

export type Person = { name: string; address: string }

/** Everyone named in the given header fields, groups opened, addresses lower-cased. */
export function readAddresses(fields: Field[], name: string): Person[] {
  return fields
    .filter((field) => field.value !== '' && field.name.toLowerCase() === name)
    .flatMap(({ value }) => readPeople(value))
    .map((person) => ({ ...person, address: person.address.toLowerCase() }))
}

/** The people of one address header as written. */
export function readPeople(value: string): Person[] {
  return addressParser(value, { flatten: true }).map(({ name, address = '' }) => ({ name, address: address.trim() }))
}

/** RFC 5322 form; a name beyond ASCII becomes an encoded word. */
export function formatAddress({ name, address }: Person): string {
  if (name === '') return address
  if (/^[\x20-\x7e]*$/.test(name)) return `${quoteName(name)} <${address}>`
  return `=?UTF-8?B?${Buffer.from(name).toString('base64')}?= <${address}>`
}

/** The same for reading: names stay in their own script. */
export function formatPeople(people: Person[]): string {
  return people.map(({ name, address }) => (name === '' ? address : `${quoteName(name)} <${address}>`)).join(', ')
}

function quoteName(name: string): string {
  return /[()<>@,;:\\".[\]]/.test(name) ? `"${name.replace(/(["\\])/g, '\\$1')}"` : name
}
