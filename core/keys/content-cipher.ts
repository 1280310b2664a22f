import { hkdfSync } from 'node:crypto'
import { FIRST_SEALED_LEVEL, type Level } from '../../contract/roles.ts'
import { SEALED_MARK } from '../log/shape.ts'
import type { ContentCipher } from '../workspace/workspace.ts'
import { decode, encode, lock, unlock } from './box.ts'

/** Keys of the confidentiality levels that a person holds. */
export type ContentKeys = ReadonlyMap<Level, Uint8Array>

/** What a sealed content key is bound to. */
export const contentContext = (level: Level): string => `watchkeeper content key ${level}`

const context = (level: Level, record: string, field: string) =>
  `watchkeeper content ${level} ${record} ${field}`

/** `U+0001 level : base64url`; undefined when the text is not sealed. */
function parts(sealed: string): { level: Level; locked: Uint8Array } | undefined {
  const match = /^\u0001([0-3]):([\w-]+)$/u.exec(sealed)
  return match ? { level: Number(match[1]) as Level, locked: decode(String(match[2])) } : undefined
}

export function contentCipher(keys: ContentKeys): ContentCipher {
  return {
    derivedKey(level, name) {
      const key = keys.get(level)
      return key && new Uint8Array(hkdfSync('sha256', key, name, 'watchkeeper derived 1', 32))
    },
    blobKey(level, sha256) {
      const key = keys.get(level)
      return key && new Uint8Array(hkdfSync('sha256', key, sha256, 'watchkeeper blob 1', 32))
    },
    holds: (level) => level < FIRST_SEALED_LEVEL || keys.has(level),
    seal(level, record, field, plain) {
      const key = keys.get(level)
      if (key === undefined) throw new Error(`no key for level ${level}`)
      return `${SEALED_MARK}${level}:${encode(lock(key, Buffer.from(plain), context(level, record, field)))}`
    },
    open(record, field, sealed) {
      const found = parts(sealed)
      const key = found && keys.get(found.level)
      const plain = key && unlock(key, found.locked, context(found.level, record, field))
      return plain && Buffer.from(plain).toString('utf8')
    },
  }
}
