import { expect, it } from 'vitest'
import { openLog } from './open-log.ts'
import { SEALED } from './tables.ts'
import { noteType, openTestLog } from './testing.ts'

it('records above internal are found by an index, in workspaces of earlier programs as well', () => {
  const types = [{ ...noteType, levels: true }]
  const { db, device, workspace } = openTestLog({ types })
  // As a program left it that knew of no such index.
  db.exec('DROP INDEX i_note__sealed')
  openLog(db, types, { workspace, device, epoch: 1 })
  const plan = db
    .prepare<[], { detail: string }>(
      `EXPLAIN QUERY PLAN SELECT id FROM r_note WHERE ${SEALED} AND _level <= 3`,
    )
    .all()
  expect(plan.map(({ detail }) => detail).join()).toContain('i_note__sealed')
  db.close()
})
