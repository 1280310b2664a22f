import type { Database } from 'better-sqlite3'
import { deviceIdOf, placeOf } from './identity.ts'
import { quote } from './row-table.ts'
import type { TypeShape } from './shape.ts'
import { ACCOUNT } from './standing.ts'
import { commitId } from './sqlite-store.ts'
import type { StreamRecord } from './store.ts'
import type { Findings } from './verify-findings.ts'

/**
 * Whose keys stand in damaged commits, as far as the tables remember. The damage is named; that
 * signatures of these people and devices cannot be judged follows from it and is not named again.
 */
export interface Hidden {
  readonly people: ReadonlySet<string>
  readonly devices: ReadonlySet<string>
}

export function hiddenBy(
  db: Database,
  shapes: ReadonlyMap<string, TypeShape>,
  streams: readonly StreamRecord[],
  findings: Findings,
): Hidden {
  const numbers = new Map(streams.map((stream) => [stream.id, stream.no]))
  const commit = db.prepare<[number], number>('SELECT 1 FROM commits WHERE id = ?').pluck()
  const touched = db.prepare<[string], number>('SELECT id FROM touched WHERE record = ?').pluck()
  const isLost = (id: number) => findings.isDamaged(id) || commit.get(id) === undefined
  /** Values of a field in the type's records of which a part is lost. */
  const values = (type: string, field: string): string[] => {
    const shape = shapes.get(type)
    if (!shape?.fields.has(field)) return []
    const rows = db
      .prepare(`SELECT id, _create_op, ${quote(field)} FROM ${quote(shape.table)}`)
      .raw()
      .all() as [string, string, string | null][]
    return rows
      .filter(([id, create]) => {
        const { stream, seq } = placeOf(create)
        const made = commitId(numbers.get(stream) ?? 0, seq)
        return isLost(made) || (touched.all(id) as number[]).some(isLost)
      })
      .flatMap(([id, , value]) => (value === null ? [id] : [id, value]))
  }
  return {
    people: new Set(values(ACCOUNT, 'person')),
    devices: new Set(
      values('device', 'publicKey').map((key) => deviceIdOf(Buffer.from(key, 'base64url'))),
    ),
  }
}
