import { createHash } from 'node:crypto'
import type { SheetPoint } from '../../../contract/duty.ts'
import type { Json } from '../../../contract/record-type.ts'
import type { NewOperation } from '../../log/types.ts'
import type { DraftPoint, Point } from './parts.ts'

/** The same thing told on the same sheet has the same record on every device. */
export function pointId(sheet: string, key: string): string {
  return namedId(`point ${sheet} ${key}`)
}

/** An id in the form of all ids that follows from a name. */
export function namedId(name: string): string {
  const hex = createHash('sha256').update(`watchkeeper handover ${name}`).digest('hex')
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-')
}

/** What a draft is filled from. */
export interface Sources {
  /** What the features tell of the shift now. */
  readonly told: readonly SheetPoint[]
  /** Points of the sheet before, as it was frozen. */
  readonly before: readonly Point[]
  /** Points of the draft, those that people removed included. */
  readonly present: readonly DraftPoint[]
  readonly isRemoved: (key: string) => boolean
}

export interface Filling {
  readonly ops: readonly NewOperation[]
  readonly added: number
  readonly changed: number
  readonly removed: number
}

/** Fields that come from the source; people may change each of them. */
const TOLD = ['section', 'title', 'detail', 'tone', 'at', 'record', 'open'] as const

/**
 * Brings a draft up to date by the keys of its points: nothing is doubled, what people typed or
 * removed stays as they left it, and what its source does not tell any more goes.
 */
export function fillDraft(sheet: string, sources: Sources): Filling {
  const wanted = wantedPoints(sources)
  const present = new Map(sources.present.map((point) => [point.key, point]))
  const ops: NewOperation[] = []
  let [added, changed, removed] = [0, 0, 0]
  let order = Math.max(0, ...sources.present.map((point) => point.order))
  for (const point of wanted) {
    const old = present.get(point.key)
    if (!old) {
      if (sources.isRemoved(point.key)) continue
      order += 1
      added += 1
      ops.push({
        create: 'handover-point',
        id: pointId(sheet, point.key),
        fields: { sheet, order, ...fieldsOf(point) },
      })
      continue
    }
    const fields = changedFields(old, point)
    if (Object.keys(fields).length === 0) continue
    changed += 1
    ops.push({ patch: 'handover-point', id: old.id, fields })
  }
  const keys = new Set(wanted.map(({ key }) => key))
  for (const point of sources.present) {
    if (keys.has(point.key) || point.own || point.edited.length > 0 || point.closedAt !== null)
      continue
    removed += 1
    ops.push({ patch: 'handover-point', id: point.id, fields: { $deleted: true } })
  }
  return { ops, added, changed, removed }
}

type Wanted = Omit<Point, 'id' | 'closedAt' | 'closedBy'>

/** What the features tell, then what people left open on the sheet before. */
function wantedPoints({ told, before }: Sources): readonly Wanted[] {
  const earlier = new Map(before.map((point) => [point.key, point]))
  const wanted = new Map<string, Wanted>()
  for (const point of told) {
    const old = earlier.get(point.key)
    const carried = old?.open ? old.carried + 1 : 0
    wanted.set(point.key, {
      ...point,
      detail: point.detail ?? '',
      record: point.record ?? null,
      own: false,
      carried,
    })
  }
  for (const { id: _id, closedAt: _at, closedBy: _by, ...point } of before) {
    if (!point.own || wanted.has(point.key) || !point.open) continue
    wanted.set(point.key, { ...point, carried: point.carried + 1 })
  }
  return [...wanted.values()]
}

export function fieldsOf(point: Wanted): Record<string, Json> {
  const { key, section, title, detail, tone, at, record, open, own, carried } = point
  return {
    key,
    section,
    title,
    ...(detail === '' ? {} : { detail }),
    tone,
    at,
    ...(record ? { record: [{ type: record.type, id: record.id }] } : {}),
    open,
    own,
    carried,
  }
}

/** Fields whose source changed and that nobody edited; a point that people typed is theirs. */
function changedFields(old: DraftPoint, point: Wanted): Record<string, Json> {
  const fields = fieldsOf(point)
  const before = fieldsOf(old)
  const names = old.own ? [] : TOLD.filter((name) => !old.edited.includes(name))
  const changes: Record<string, Json> = {}
  for (const name of [...names, 'carried'] as const)
    if (JSON.stringify(fields[name] ?? null) !== JSON.stringify(before[name] ?? null))
      changes[name] = fields[name] ?? null
  return changes
}
