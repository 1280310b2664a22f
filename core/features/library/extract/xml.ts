import { Parser } from 'htmlparser2'

export interface XmlHandler {
  open?(name: string, attributes: Readonly<Record<string, string>>): void
  close?(name: string): void
  text?(data: string): void
}

const CHUNK = 1 << 20

/**
 * Walks through XML in pieces, names without their prefixes. Entities beyond the five of XML and numbers are not
 * expanded, nothing is fetched, and a document type says nothing here.
 */
export function walkXml(bytes: Uint8Array, handler: XmlHandler): void {
  const local = (name: string): string => name.slice(name.indexOf(':') + 1)
  const parser = new Parser(
    {
      onopentag: (name, attributes) => handler.open?.(local(name), attributes),
      onclosetag: (name) => handler.close?.(local(name)),
      ontext: (data) => handler.text?.(data),
    },
    { xmlMode: true, decodeEntities: true },
  )
  const decoder = new TextDecoder(
    isUtf16(bytes) ? (bytes[0] === 0xff ? 'utf-16le' : 'utf-16be') : 'utf-8',
  )
  for (let at = 0; at < bytes.length; at += CHUNK)
    parser.write(decoder.decode(bytes.subarray(at, at + CHUNK), { stream: true }))
  parser.end(decoder.decode())
}

const isUtf16 = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
