import sanitizeHtml from 'sanitize-html'
import { untilTooDeep } from './too-deep.ts'

const TAGS = `a abbr b bdi bdo blockquote br caption center cite code col colgroup dd del details dfn div dl dt em
figcaption figure font h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp small span strike strong sub summary
sup table tbody td tfoot th thead time tr tt u ul var wbr`.split(/\s+/)

const LENGTH = /^-?\d{1,4}(\.\d{1,3})?(px|pt|em|rem|ex|%|in|cm|mm)?$/
const COLOUR = /^(#[0-9a-f]{3,8}|rgba?\([\d\s.,%/]{1,40}\)|hsla?\([\d\s.,%/deg]{1,40}\)|[a-z]{3,24})$/i
const WORD = /^[a-z-]{2,24}$/i
const BOX = /^(-?\d{1,4}(\.\d{1,3})?(px|pt|em|rem|%)?|auto)(\s+(-?\d{1,4}(\.\d{1,3})?(px|pt|em|rem|%)?|auto)){0,3}$/i
const BORDER = /^[\w\s#.(),%-]{1,80}$/

const MOST_IMAGES = 200

/**
 * HTML fit to be shown, and where its images are. It names them by their place only: the remote ones in that list, those
 * that came with it among the attachments, which `inline` lists.
 */
export type Sanitised = { html: string; images: string[]; inline: number[] }

/**
 * A mail's HTML, made fit to be shown: nothing that runs, loads, submits or covers the page. Remote images lose their
 * source, so that opening a mail tells nobody. It is shown in a sandboxed frame all the same.
 * @param pictures the attachments that are images, by their Content-ID
 */
export function sanitise(html: string, pictures: ReadonlyMap<string, number> = new Map()): Sanitised {
  const images: string[] = []
  const inline = new Set<number>()
  if (html.trim() === '') return { html: '', images, inline: [] }
  const silence = (
    tagName: string,
    { src = '', 'data-remote': _, 'data-inline': __, ...kept }: sanitizeHtml.Attributes,
  ) => {
    const picture = pictures.get(contentIdIn(src))
    if (picture !== undefined) {
      inline.add(picture)
      return { tagName, attribs: { ...kept, 'data-inline': String(picture) } }
    }
    if (/^data:image\/(png|jpeg|gif|webp);base64,/i.test(src)) return { tagName, attribs: { ...kept, src } }
    const isRemote = /^https?:\/\//i.test(src) && src.length <= 2000 && images.length < MOST_IMAGES
    if (!isRemote) return { tagName, attribs: kept }
    images.push(src.replaceAll('\0', '').toWellFormed())
    return { tagName, attribs: { ...kept, 'data-remote': String(images.length - 1) } }
  }
  return {
    html: sanitizeHtml(untilTooDeep(html), { ...OPTIONS, transformTags: { a: hardenLink, img: silence } }),
    images,
    inline: [...inline],
  }
}

/** RFC 2392: `cid:` and the Content-ID, percent-encoded, without its angle brackets. */
function contentIdIn(src: string): string {
  const [, id = ''] = /^\s*cid:(.{1,600})$/i.exec(src) ?? []
  try {
    return decodeURIComponent(id)
  } catch {
    return id
  }
}

/** What shapes a letter. Nothing that positions, covers, loads or animates: no position, z-index, url() or content. */
const STYLES = {
  color: [COLOUR],
  'background-color': [COLOUR],
  'font-size': [LENGTH, WORD],
  'font-weight': [WORD, /^[1-9]00$/],
  'font-style': [WORD],
  'font-family': [/^[\w\s,'"-]{1,200}$/],
  'text-align': [WORD],
  'text-decoration': [WORD],
  'line-height': [LENGTH],
  'white-space': [WORD],
  'vertical-align': [WORD, LENGTH],
  direction: [WORD],
  display: [/^(none|block|inline|inline-block|table|table-row|table-cell)$/],
  visibility: [/^hidden$/],
  width: [LENGTH],
  'max-width': [LENGTH],
  height: [LENGTH],
  margin: [BOX],
  'margin-top': [LENGTH],
  'margin-bottom': [LENGTH],
  'margin-left': [LENGTH],
  'margin-right': [LENGTH],
  padding: [BOX],
  'padding-top': [LENGTH],
  'padding-bottom': [LENGTH],
  'padding-left': [LENGTH],
  'padding-right': [LENGTH],
  border: [BORDER],
  'border-top': [BORDER],
  'border-bottom': [BORDER],
  'border-left': [BORDER],
  'border-right': [BORDER],
  'border-collapse': [WORD],
  'list-style-type': [WORD],
}

const OPTIONS: sanitizeHtml.IOptions = {
  allowedTags: TAGS,
  nonTextTags: 'script style textarea option noscript title template iframe object svg math'.split(' '),
  allowedAttributes: {
    '*': ['style', 'dir', 'lang', 'align', 'valign', 'title'],
    a: ['href', 'rel', 'target'],
    img: ['src', 'alt', 'width', 'height', 'data-remote', 'data-inline'],
    table: ['width', 'border', 'cellpadding', 'cellspacing', 'bgcolor'],
    td: ['width', 'height', 'colspan', 'rowspan', 'bgcolor'],
    th: ['width', 'height', 'colspan', 'rowspan', 'bgcolor', 'scope'],
    tr: ['bgcolor'],
    col: ['width', 'span'],
    font: ['color', 'size', 'face'],
    ol: ['start', 'type'],
    time: ['datetime'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['data'] },
  allowProtocolRelative: false,
  allowedStyles: { '*': STYLES },
  nestingLimit: 100,
}

/** A link says where it goes. One without a host would lead into our own pages, and is none. */
function hardenLink(tagName: string, { href = '', ...kept }: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  if (!/^(https?|mailto|tel):/i.test(href)) return { tagName, attribs: kept }
  // Written as names are looked up: a look-alike of another alphabet shows as what it is.
  const title = URL.canParse(href) ? new URL(href).href : href
  return { tagName, attribs: { ...kept, href, title, target: '_blank', rel: 'noopener noreferrer nofollow' } }
}
