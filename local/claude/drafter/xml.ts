type Element = { attributes: Record<string, string>; inner: string }

/** Every `<name …>…</name>` of a prompt, attributes unescaped, content still escaped. */
export function elements(text: string, name: string): Element[] {
  const pattern = new RegExp(`<${name}((?:\\s+[\\w-]+="[^"]*")*)\\s*>([\\s\\S]*?)</${name}>`, 'g')
  return [...text.matchAll(pattern)].map(([, head = '', inner = '']) => ({ attributes: attributesOf(head), inner }))
}

function attributesOf(head: string): Record<string, string> {
  const pairs = [...head.matchAll(/([\w-]+)="([^"]*)"/g)]
  return Object.fromEntries(pairs.map(([, key = '', value = '']) => [key, unescapeXml(value)]))
}

export function unescapeXml(text: string): string {
  return text.replaceAll(/&(#x?[\da-f]+|\w+);/gi, (entity, name: string) => {
    if (!name.startsWith('#')) return named[name] ?? entity
    const point = Number(/^#x/i.test(name) ? `0${name.slice(1)}` : name.slice(1))
    return point <= 0x10ffff ? String.fromCodePoint(point) : entity
  })
}

const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
