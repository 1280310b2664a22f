import { FIRST_SEALED_LEVEL, type Level } from '../../contract/roles.ts'
import type { FieldKind, Json, RecordType } from '../../contract/record-type.ts'
import type { Attachment } from '../../contract/common.ts'
import { CoreError } from '../error.ts'
import type { Context } from '../feature.ts'
import { fits, SEALED_KINDS, SEALED_MARK } from '../log/shape.ts'

type Tools = Pick<Context, 'workspace' | 'session'>

/** Values as they go to the log: texts of a record above internal are sealed, its attachments moved under its level's key. */
export function sealed(
  { workspace, session }: Tools,
  type: RecordType,
  id: string,
  level: Level,
  fields: Readonly<Record<string, Json>>,
): Record<string, Json> {
  if (level < FIRST_SEALED_LEVEL) return { ...fields }
  if (level > session.clearance || !session.cipher.holds(level)) throw new CoreError('clearance')
  return mapped(type, fields, (name, kind, value) => {
    // Numbers are counted over all levels: sealed, the next ones would be given out twice.
    if (type.numbering && name === 'number') return value
    if (kind === 'attachments')
      for (const file of value as unknown as Attachment[])
        workspace.blobs.raise(file.sha256, level, session.cipher)
    return session.cipher.seal(level, id, name, JSON.stringify(value))
  })
}

/** Values as people read them. What this session cannot open comes as null. */
export function opened(
  { session }: { readonly session: Pick<Tools['session'], 'cipher'> },
  type: RecordType,
  id: string,
  fields: Readonly<Record<string, Json>>,
): Record<string, Json> {
  return mapped(type, fields, (name, kind, value) => {
    if (typeof value !== 'string' || !value.startsWith(SEALED_MARK)) return value
    const plain = session.cipher.open(id, name, value)
    const inside = plain === undefined ? null : (JSON.parse(plain) as Json)
    return inside !== null && fits(kind, inside) ? inside : null
  })
}

function mapped(
  type: RecordType,
  fields: Readonly<Record<string, Json>>,
  change: (name: string, kind: FieldKind, value: Json) => Json,
): Record<string, Json> {
  const found: Record<string, Json> = {}
  for (const [name, value] of Object.entries(fields)) {
    const kind = value === null ? undefined : type.fields[name]?.kind
    found[name] = kind === undefined || !SEALED_KINDS.has(kind) ? value : change(name, kind, value)
  }
  return found
}
