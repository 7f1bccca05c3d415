export type Field = { name: string; value: string }

/** Header fields in document order, unfolded (RFC 5322 §2.2.3: only the line break goes), names as written. */
export function readFields(head: string): Field[] {
  const fields: Field[] = []
  for (const line of head.split(/\r?\n/)) {
    const last = fields.at(-1)
    if (/^[ \t]/.test(line)) {
      if (last) last.value += line
      continue
    }
    const colon = line.indexOf(':')
    const name = line.slice(0, Math.max(colon, 0)).trimEnd()
    if (/^[\x21-\x7e]+$/.test(name)) fields.push({ name, value: line.slice(colon + 1) })
  }
  return fields.map(({ name, value }) => ({ name, value: value.trim() }))
}

export function fieldValue(fields: Field[], name: string): string | undefined {
  return fields.find((field) => field.name.toLowerCase() === name)?.value
}
