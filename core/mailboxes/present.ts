import { type Sanitised, sanitise } from './sanitise.ts'
import { seen } from './seen.ts'
import { kindsOf } from './split.ts'
import { type Line, type Link, type Open, readHtml, textOf } from './visible-text.ts'

const MOST_FOLDS = 20

/**
 * A mail's HTML as it is shown, where its images are, and what a person reads in it: the text is all the model
 * gets of it, so what only the model would read is not in it.
 */
export type Presented = Sanitised & { text: string }

/**
 * A mail's HTML, fit to be shown: what it quotes is folded away, whole, and a link that names one place and leads to
 * another says so. Only our own marks carry a class; the sanitiser leaves a sender none.
 */
export function present(mail: string, subject = '', pictures?: ReadonlyMap<string, number>): Presented {
  const { html, images, inline } = sanitise(mail, pictures)
  const { lines, links } = readHtml(html)
  const marks = [...folds(lines, subject, html.length), ...links.flatMap(markOf)].sort((a, b) => a.at - b.at)
  const pieces: string[] = []
  let done = 0
  for (const { at, mark } of marks) {
    pieces.push(html.slice(done, at), mark)
    done = at
  }
  pieces.push(html.slice(done))
  const visible = seen(mail)
  const read = visible === mail ? lines : readHtml(sanitise(visible).html).lines
  return { html: pieces.join(''), images, inline, text: textOf(read) }
}

type Mark = { at: number; mark: string }

/** The elements a fold cuts through are closed before its edge and opened again behind it. */
function folds(lines: Line[], subject: string, end: number): Mark[] {
  const kinds = kindsOf(
    lines.map(({ text }) => text),
    subject,
  )
  const marks: Mark[] = []
  for (let from = kinds.indexOf('quoted'); from >= 0 && marks.length < 2 * MOST_FOLDS; ) {
    const to = kinds.findIndex((kind, at) => at > from && kind === 'own' && lines[at]?.text)
    marks.push(edge(lines[from], '<details class="quoted"><summary></summary>', end))
    marks.push(edge(lines[to], '</details>', end))
    from = to < 0 ? -1 : kinds.indexOf('quoted', to)
  }
  return marks
}

function edge(line: Line | undefined, mark: string, end: number): Mark {
  let [close, reopen] = ['', '']
  for (let open: Open = line?.within; open; open = open.outer) {
    close += `</${open.name}>`
    reopen = open.tag + reopen
  }
  return { at: line?.at ?? end, mark: close + mark + reopen }
}

function markOf({ at, text, href }: Link): Mark[] {
  if (!URL.canParse(href)) return []
  const { protocol, host, username, password } = new URL(href)
  if (!/^https?:$/.test(protocol)) return []
  const elsewhere = username || password || host.includes('xn--') || !leadsWhereItSays(text, host)
  return [{ at, mark: ` data-host="${host.replace(/[^\w.:[\]-]/g, '')}"${elsewhere ? ' class="elsewhere"' : ''}` }]
}

/** An address as text: with a scheme or "www.", or nothing but an address. */
const NAMED =
  /^(?:https?:\/\/|www\.)([^\s/?#<>"']{1,253})|^((?:[\p{L}\p{N}-]{1,63}\.){1,10}\p{L}{2,24})(?:[/?#]\S{0,2000})?$/iu

/** A text that names no place cannot lie about it. A subdomain, on either side, is the same house. */
function leadsWhereItSays(text: string, host: string): boolean {
  const said = NAMED.exec(text.trim().slice(0, 2000))
  const address = said?.[1] ?? said?.[2]
  if (!address) return true
  if (!URL.canParse(`http://${address}`)) return false
  const [named, real] = [new URL(`http://${address}`).hostname, host.replace(/:\d+$/, '')].map((name) =>
    name.replace(/^www\./, ''),
  )
  return named === real || real?.endsWith(`.${named}`) === true || named?.endsWith(`.${real}`) === true
}
