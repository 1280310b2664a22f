import { z } from 'zod'
import { bytes, language, listQuery, recordId, typeName } from './common.ts'
import { command, mayRecord, query } from './procedure.ts'

const source = z.strictObject({ name: z.string().max(255), bytes: bytes })
/** Column of the file -> field of the type; columns that are left out are not imported. */
const mapping = z.record(z.string(), z.string())

/** Import and export of registers as CSV and XLSX. */
export const transferProcedures = {
  /** Reads the head of a file and proposes a mapping; nothing is written. */
  'transfer.inspect': query(
    mayRecord('create'),
    z.strictObject({ type: typeName, file: source }),
    z.object({
      columns: z.array(z.string()),
      rows: z.int(),
      sample: z.array(z.array(z.string())),
      mapping,
      encoding: z.string(),
    }),
    ['unknownType', 'fileUnreadable', 'workbookTooLarge'],
  ),
  /**
   * The dry run answers what the import would do, row by row where something is wrong. An import that is stopped
   * keeps the rows it has taken, the first ones of the file; the others come back in `leftOut`. A dry run that is
   * stopped fails with `cancelled`.
   */
  'transfer.import': command(
    mayRecord('create'),
    z.strictObject({
      type: typeName,
      file: source,
      mapping,
      dryRun: z.boolean(),
      skipInvalid: z.boolean(),
      /** Name under which progress is told (`task.progress`, in rows) and the work is stopped (`task.cancel`). */
      task: z.string().max(60).optional(),
    }),
    z.object({
      created: z.int(),
      /** Rows with problems. */
      skipped: z.int(),
      /** Stopped before the last row; `created` is what was taken by then and stays. */
      stopped: z.boolean(),
      /** Problems that were found, at most 500 of them. */
      problems: z.array(
        z.object({
          row: z.int(),
          column: z.string(),
          value: z.string(),
          code: z.string(),
          reason: z.string(),
        }),
      ),
      /** What was written, in order; each can be undone by itself. */
      commits: z.array(z.string()),
      /** The rows that were or would be left out, as a CSV file with the reason beside each; null when there are none. */
      leftOut: z.object({ name: z.string(), bytes, rows: z.int() }).nullable(),
    }),
    [
      'unknownType',
      'fileUnreadable',
      'workbookTooLarge',
      'cancelled',
      'appendOnly',
      'diskFull',
      'workspaceReadOnly',
      'storageFailed',
    ],
  ),
  /** The list as a file, in the language given; exporting is logged. */
  'transfer.export': command(
    mayRecord('read'),
    listQuery
      .extend({
        format: z.enum(['csv', 'xlsx', 'json', 'docx']),
        columns: z.array(z.string()).min(1),
        language,
      })
      .strict(),
    z.object({
      name: z.string(),
      mime: z.string(),
      bytes: bytes,
      rows: z.int(),
    }),
    ['unknownType', 'fieldInvalid', 'exportTooLarge'],
  ),
  /** One record as DOCX, laid out as on paper, with comments and history; exporting is logged. */
  'transfer.record': command(
    mayRecord('read'),
    z.strictObject({ type: typeName, id: recordId, language }),
    z.object({ name: z.string(), mime: z.string(), bytes }),
    ['unknownType', 'notFound'],
  ),
} as const
