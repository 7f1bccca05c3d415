import { Parser } from 'htmlparser2'
import { isReadable, type Look, ROOT_LOOK, styled } from './look.ts'
import { rulesIn } from './style-rules.ts'
import { untilTooDeep } from './too-deep.ts'

const VOID = new Set('area base br col embed hr img input link meta source track wbr'.split(' '))
/** Nothing in here is a sentence of the mail. */
const UNREAD = new Set('head script style title template noscript'.split(' '))

/**
 * A mail's HTML without what its reader would not see: cut out, the rest to the character as it was. A mail that hides
 * nothing comes back as the very same string. Colours, sizes and places are followed as a mail program would, as far
 * as they decide whether a word can be read (law 4: whoever hides words from the reader writes them for the model).
 */
export function seen(mail: string): string {
  if (!SUSPECT.test(mail)) return mail
  const html = untilTooDeep(mail)
  const rules = rulesIn(html)
  const looks: { name: string; look: Look; hidden: boolean }[] = []
  const pieces: string[] = []
  let done = 0
  let hiddenSince = -1
  const cut = (from: number, to: number) => {
    pieces.push(html.slice(done, Math.max(done, from)))
    done = Math.max(done, to)
  }
  const close = (name: string, from: number) => {
    const top = looks.findLastIndex((one) => one.name === name)
    if (top < 0) return
    const wasHidden = looks.slice(top).some(({ hidden }) => hidden) && !looks.slice(0, top).some(({ hidden }) => hidden)
    looks.length = top
    if (wasHidden && hiddenSince >= 0) {
      cut(hiddenSince, from)
      hiddenSince = -1
    }
  }
  const parser = new Parser({
    onopentag(name, attributes) {
      if (VOID.has(name)) return
      const outer = looks.at(-1)?.look ?? ROOT_LOOK
      const look = UNREAD.has(name) ? outer : styled(outer, name, attributes, rules)
      const hidden = !UNREAD.has(name) && hiddenSince < 0 && look.gone
      if (hidden) hiddenSince = parser.endIndex + 1
      looks.push({ name, look, hidden })
    },
    ontext(text) {
      const within = looks.at(-1)
      if (!within || hiddenSince >= 0 || UNREAD.has(within.name) || text.trim() === '') return
      if (!isReadable(within.look)) cut(parser.startIndex, parser.endIndex + 1)
    },
    onclosetag(name) {
      if (!VOID.has(name)) close(name, Math.max(done, parser.startIndex))
    },
  })
  parser.end(html)
  if (hiddenSince >= 0) cut(hiddenSince, html.length)
  return done === 0 ? mail : pieces.join('') + html.slice(done)
}

/** Without any of these words nothing can be hidden that `readHtml` does not leave out anyway. */
const SUSPECT = /style|bgcolor|color\s*=|hidden|<details|width\s*=|height\s*=|size\s*=/i
