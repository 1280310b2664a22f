import type { RecordType } from '../../contract/record-type.ts'
import type { Context } from '../feature.ts'
import { tableOf } from '../log/shape.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** Highest number given out, per workspace and prefix; the tables are asked once per year and type. */
const highest = new WeakMap<Workspace['db'], Map<string, number>>()

/** The next human number of this device: PREFIX-YEAR-DEVICE-0001. A number of a failed write is not used again. */
export function nextNumber(context: Pick<Context, 'workspace' | 'now'>, type: RecordType): string {
  const { db, device } = context.workspace
  const start = `${type.numbering?.prefix}-${new Date(context.now()).getFullYear()}-${device.numbers}-`
  const known = highest.get(db) ?? new Map<string, number>()
  highest.set(db, known)
  const last = known.get(start) ?? highestStored(db, type, start)
  known.set(start, last + 1)
  return `${start}${String(last + 1).padStart(4, '0')}`
}

function highestStored(db: Workspace['db'], type: RecordType, start: string): number {
  const row = db
    .prepare<[number, string, string], { last: number | null }>(
      `SELECT max(CAST(substr(number, ?) AS INTEGER)) AS last FROM ${tableOf(type.name)} WHERE number >= ? AND number < ?`,
    )
    .get(start.length + 1, start, `${start}~`)
  return row?.last ?? 0
}
