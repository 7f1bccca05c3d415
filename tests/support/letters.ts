export type Letter = {
  from: string
  to: string
  subject?: string
  body?: string
  headers?: Record<string, string>
}

let written = 0

/** A plain letter as it crosses the wire. Headers given replace the usual ones. */
export function letter({ from, to, subject = 'A question', body = 'Could you call me back?', headers = {} }: Letter) {
  const fields = {
    From: from,
    To: to,
    Subject: subject,
    Date: new Date().toUTCString().replace('GMT', '+0000'),
    'Message-ID': `<letter-${++written}@wire.example>`,
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    ...headers,
  }
  const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}`)
  return `${head.join('\r\n')}\r\n\r\n${body.replaceAll('\n', '\r\n')}\r\n`
}

/** An answer to a letter, threaded as mail programs do it (RFC 5322 §3.6.4). */
export function followUp(first: string, { headers = {}, ...rest }: Letter): string {
  const id = messageIdOf(first)
  const subject = `Re: ${/^Subject: (.*)\r$/m.exec(first)?.[1] ?? ''}`
  return letter({ subject, ...rest, headers: { 'In-Reply-To': id, References: id, ...headers } })
}

const messageIdOf = (raw: string): string => /^Message-ID: (.*)\r$/m.exec(raw)?.[1] ?? ''
