import { ok } from '../../../contract/result.ts'
import type { Context, Handlers } from '../../feature.ts'
import { recordAccess } from '../../records/access.ts'
import { allIds } from '../../records/list.ts'
import { typeOf, viewOf, writableTypeOf } from '../../records/view.ts'
import { writeTable } from '../../transfer/export.ts'
import { planImport, proposeMapping } from '../../transfer/import.ts'
import { readTable } from '../../transfer/table.ts'

/** Operations in one commit; a larger import makes several, all or nothing each. */
const OPS_PER_COMMIT = 10_000

export const transferHandlers: Handlers = {
  'transfer.inspect': async (context, input) => {
    const type = writableTypeOf(context, input.type)
    const table = await readTable(input.file)
    return ok({
      columns: table.columns,
      rows: table.rows.length,
      sample: table.rows.slice(0, 20).map((row) => [...row]),
      mapping: proposeMapping(type, table.columns),
      encoding: table.encoding,
    })
  },

  'transfer.import': async (context, input) => {
    const type = writableTypeOf(context, input.type)
    const table = await readTable(input.file)
    const { ops, problems } = planImport(context, type, table, input.mapping)
    const wrong = new Set(problems.map((problem) => problem.row)).size
    if (input.dryRun || (wrong > 0 && !input.skipInvalid)) {
      return ok({
        created: input.dryRun ? ops.length : 0,
        skipped: wrong,
        problems: problems.slice(0, 500),
        commit: null,
      })
    }
    let commit: string | null = null
    for (let at = 0; at < ops.length; at += OPS_PER_COMMIT) {
      commit = context.workspace.log.append({
        actor: context.session.person,
        act: 'transfer.import',
        ops: ops.slice(at, at + OPS_PER_COMMIT),
      }).commit
    }
    return ok({ created: ops.length, skipped: wrong, problems: problems.slice(0, 500), commit })
  },

  'transfer.export': async (context, input) => {
    const type = typeOf(context, input.type)
    const records = allIds(context, type, input).flatMap((id) => {
      const row = context.workspace.log.row(type.name, id)
      return row ? [viewOf(context, type, row)] : []
    })
    const file = await writeTable(context, type, records, input)
    logExport(context, type.name, file.name, records.length)
    return ok({ ...file, rows: records.length })
  },
}

function logExport(context: Context, type: string, name: string, count: number): void {
  recordAccess(context, { action: 'export', what: name, type, count })
}
