/** Bytes of any charset as text. An unknown or wrong label falls back to UTF-8, then to windows-1252, which reads anything. */
export function decodeText(bytes: Uint8Array, charset: string): string {
  const label = charset.trim().toLowerCase()
  if (label !== '' && !['us-ascii', 'ascii', 'utf-8', 'utf8'].includes(label)) {
    const decoder = decoderFor(label)
    // Streaming: the one-shot path of some Node versions reads 0x80–0x9F of windows-1252 as controls.
    if (decoder) return decoder.decode(bytes, { stream: true }) + decoder.decode()
  }
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    const decoder = new TextDecoder('windows-1252')
    return label.startsWith('utf')
      ? new TextDecoder().decode(bytes)
      : decoder.decode(bytes, { stream: true }) + decoder.decode()
  }
}

function decoderFor(label: string): TextDecoder | undefined {
  try {
    return new TextDecoder(label)
  } catch {
    return undefined
  }
}
