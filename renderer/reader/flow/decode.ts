/** Text of a page's bytes: its mark, what it names itself, UTF-8, else GB18030, which takes everything. */
export function pageText(
  bytes: Uint8Array<ArrayBuffer>,
  chosen = '',
): { text: string; encoding: string } {
  const encodings = [chosen, marked(bytes), named(bytes), 'utf-8', 'gb18030'].filter(
    (name) => name !== '' && isKnown(name),
  )
  for (const encoding of encodings) {
    try {
      return {
        text: new TextDecoder(encoding, { fatal: encoding !== chosen }).decode(bytes),
        encoding,
      }
    } catch (error) {
      // Bytes that are not in it.
      if (!(error instanceof TypeError)) throw error
    }
  }
  return { text: new TextDecoder('windows-1252').decode(bytes), encoding: 'windows-1252' }
}

function marked([a, b, c]: Uint8Array): string {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  return a === 0xfe && b === 0xff ? 'utf-16be' : ''
}

function named(bytes: Uint8Array<ArrayBuffer>): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048))
  const name = /(?:charset|encoding)\s*=\s*["']?\s*([\w-]+)/iu.exec(head)?.[1]?.toLowerCase() ?? ''
  return name.startsWith('utf-16') ? '' : name
}

function isKnown(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== ''
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}
