import { ok } from '../../../contract/result.ts'
import type { Context, Handlers } from '../../feature.ts'
import { recordAccess } from '../../records/access.ts'
import { allIds } from '../../records/list.ts'
import { typeOf, viewOf, visibleRow, writableTypeOf } from '../../records/view.ts'
import { writeTable } from '../../transfer/export.ts'
import { commentsOf } from './comments.ts'
import type { Tasks } from '../../tasks.ts'
import { proposeMapping } from '../../transfer/import.ts'
import { runImport, tryImport } from '../../transfer/run-import.ts'
import { recordDocx } from '../../transfer/record-docx.ts'
import { readTable } from '../../transfer/table.ts'

const BEGINS_MS = 500
/** Whoever touched the window so long ago goes on working there. */
const AT_WORK_MS = 10_000

/** transfer.*: registers as files, in and out. */
export const transferHandlers = (tasks: Tasks, touchedAt: () => number): Handlers => ({
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
    // The click that began it does not count.
    const from = context.now() + BEGINS_MS
    const isBusy = () => touchedAt() > Math.max(from, context.now() - AT_WORK_MS)
    const asked = { ...input, type, table, name: input.file.name, isBusy }
    const work = input.dryRun ? tryImport : runImport
    return ok(await tasks.run(input.task, (progress) => work(context, asked, progress)))
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

  'transfer.record': async (context, { type: name, id, language }) => {
    const type = typeOf(context, name)
    const record = viewOf(context, type, visibleRow(context, name, id))
    const file = await recordDocx(context, type, record, commentsOf(context, id), language)
    logExport(context, type.name, record.number ?? record.title, 1)
    return ok(file)
  },
})

function logExport(context: Context, type: string, name: string, count: number): void {
  recordAccess(context, { action: 'export', what: name, type, count })
}
