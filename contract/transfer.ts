import { z } from 'zod'
import { bytes, language, listQuery, typeName } from './common.ts'
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
    ['unknownType', 'fileUnreadable'],
  ),
  /** The dry run answers what the import would do, row by row where something is wrong. */
  'transfer.import': command(
    mayRecord('create'),
    z.strictObject({
      type: typeName,
      file: source,
      mapping,
      dryRun: z.boolean(),
      skipInvalid: z.boolean(),
    }),
    z.object({
      created: z.int(),
      skipped: z.int(),
      problems: z.array(
        z.object({
          row: z.int(),
          column: z.string(),
          value: z.string(),
          code: z.string(),
          reason: z.string(),
        }),
      ),
      commit: z.string().nullable(),
    }),
    [
      'unknownType',
      'fileUnreadable',
      'importFailed',
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
        format: z.enum(['csv', 'xlsx', 'json']),
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
    ['unknownType', 'fieldInvalid'],
  ),
} as const
