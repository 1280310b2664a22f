import { canonical } from '../../core/log/canonical.ts'
import { decodeStrictly } from '../../core/log/codec.ts'
import type { Log } from '../../core/log/log.ts'
import { expected, operations } from './reference.ts'
import { all, RECORDS, SHAPES, type World } from './world.ts'

const same = (what: string, got: unknown, wanted: unknown): void => {
  if (canonical(got) !== canonical(wanted))
    throw new Error(`${what}\n  got    ${canonical(got)}\n  wanted ${canonical(wanted)}`)
}

const rowsOf = (log: Log): unknown => RECORDS.map((id) => log.row('note', id) ?? null)

/** All devices hold the same commits and tables, and the tables are what the set of operations says. */
export function check(world: World): void {
  const [first, ...others] = world.devices.map((device) => device.log)
  if (!first) throw new Error('no device')
  for (const log of others) {
    same('version vector', log.versionVector(), first.versionVector())
    same('tables', rowsOf(log), rowsOf(first))
  }
  const late = world.make(0, world.workspace, () => 0)
  const report = late.receive(all(first).reverse())
  same('nothing refused or held', [report.refused, report.held], [[], 0])
  same('tables of a device that joins late', rowsOf(late), rowsOf(first))
  checkRecords(first)
}

function checkRecords(log: Log): void {
  const shape = SHAPES.get('note')
  if (!shape) throw new Error('no shape')
  const ops = operations(all(log).map((stored) => decodeStrictly(stored.body)))
  for (const id of RECORDS) {
    const row = log.row('note', id)
    const touched = ops.some(({ op }) => op.type === 'note' && op.id === id)
    if (!row || !touched) {
      same(`record ${id}`, row !== undefined, touched)
      continue
    }
    const want = expected(shape, ops, id)
    const { standing, ...state } = want
    same(
      `record ${id}`,
      {
        fields: row.fields,
        conflicts: row.conflicts,
        level: row.level,
        deleted: row.deleted,
        updated: row.updated,
        created: row.created,
      },
      state,
    )
    // No edit is lost: what nobody superseded is shown or offered for a decision.
    for (const [field, values] of Object.entries(standing)) {
      const offered = log.values('note', id, field).map(({ value }) => value)
      same(`values of ${id}.${field}`, offered.map(canonical).sort(), values.map(canonical).sort())
      same(`shown value of ${id}.${field}`, offered[0] ?? null, row.fields[field] ?? null)
    }
    same(
      `history of ${id}`,
      log.commitsOf(id).length,
      new Set(
        ops
          .filter(({ op }) => op.type === 'note' && op.id === id)
          .map((op) => `${op.stream}/${op.seq}`),
      ).size,
    )
  }
}
