export type Raster = { mediaType: string; width: number; height: number }

/**
 * What kind of picture these bytes are, by the bytes alone, and how large it unfolds. Only kinds that are nothing but
 * picture elements: an SVG is a document, and runs.
 */
export function rasterOf(bytes: Uint8Array): Raster | undefined {
  if (bytes.byteLength < 32) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = (at: number, length: number) => String.fromCharCode(...bytes.subarray(at, at + length))

  if (text(0, 8) === '\x89PNG\r\n\x1a\n' && text(12, 4) === 'IHDR') {
    return { mediaType: 'image/png', width: view.getUint32(16), height: view.getUint32(20) }
  }
  if (/^GIF8[79]a$/.test(text(0, 6))) {
    return { mediaType: 'image/gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
  }
  if (text(0, 4) === 'RIFF' && text(8, 4) === 'WEBP') return webp(view, text(12, 4))
  if (text(0, 2) === 'BM' && view.getUint32(14, true) >= 40) {
    return { mediaType: 'image/bmp', width: view.getInt32(18, true), height: Math.abs(view.getInt32(22, true)) }
  }
  if (view.getUint16(0) === 0xffd8) return jpeg(view)
  return undefined
}

function webp(view: DataView, kind: string): Raster | undefined {
  const mediaType = 'image/webp'
  if (kind === 'VP8X') {
    const three = (at: number) => view.getUint8(at) + (view.getUint16(at + 1, true) << 8) + 1
    return { mediaType, width: three(24), height: three(27) }
  }
  if (kind === 'VP8L') {
    const bits = view.getUint32(21, true)
    return { mediaType, width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 }
  }
  if (kind !== 'VP8 ') return undefined
  return { mediaType, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
}

/** The size stands in the first frame header, behind segments that say their own length. */
function jpeg(view: DataView): Raster | undefined {
  for (let at = 2; at + 9 < view.byteLength; ) {
    const marker = view.getUint16(at)
    if (marker < 0xff00) return undefined
    const isFrame = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker)
    if (isFrame) return { mediaType: 'image/jpeg', width: view.getUint16(at + 7), height: view.getUint16(at + 5) }
    at += marker === 0xffff ? 1 : 2 + Math.max(2, view.getUint16(at + 2))
  }
  return undefined
}
