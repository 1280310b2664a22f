import { LOG_CATEGORIES, type LogEntry } from '../../../contract/duty-log.ts'
import { ok } from '../../../contract/result.ts'
import { LEVEL_LABELS } from '../../../contract/roles.ts'
import type { Language, Text } from '../../../contract/text.ts'
import type { Context, Handler } from '../../feature.ts'
import { recordAccess } from '../../records/access.ts'
import { localTime } from '../../records/value-text.ts'
import { entryOf } from './entry.ts'
import { findEntries } from './find.ts'
import { logEntryType } from './types.ts'

const MOST_ROWS = 200_000
const PAGE = 2_000

const COLUMNS = {
  at: { 'zh-CN': '发生时间', en: 'Time' },
  enteredAt: { 'zh-CN': '录入时间', en: 'Entered' },
  late: { 'zh-CN': '补录', en: 'Late' },
  person: { 'zh-CN': '记录人', en: 'Written by' },
  category: { 'zh-CN': '类别', en: 'Category' },
  text: { 'zh-CN': '内容', en: 'Text' },
  original: { 'zh-CN': '原文', en: 'Original text' },
  amendments: { 'zh-CN': '更正', en: 'Amendments' },
  tags: { 'zh-CN': '标签', en: 'Tags' },
  links: { 'zh-CN': '关联', en: 'Links' },
  attachments: { 'zh-CN': '附件', en: 'Attachments' },
  level: { 'zh-CN': '密级', en: 'Level' },
  commit: { 'zh-CN': '日志链位置', en: 'Place in the chain' },
} as const satisfies Record<string, Text>
type Column = keyof typeof COLUMNS
const NAMES = Object.keys(COLUMNS) as readonly Column[]

const AMENDED = {
  at: { 'zh-CN': '更正时间', en: 'Amended' },
  by: { 'zh-CN': '更正人', en: 'Amended by' },
  reason: { 'zh-CN': '原因', en: 'Reason' },
  before: { 'zh-CN': '更正前', en: 'Before' },
  after: { 'zh-CN': '更正后', en: 'After' },
} as const satisfies Record<string, Text>

const YES: Text = { 'zh-CN': '是', en: 'Yes' }
const SHEET_AMENDMENTS: Text = { 'zh-CN': '更正', en: 'Amendments' }

function cellOf(entry: LogEntry, column: Column, language: Language): string {
  const list = (values: readonly string[]): string => values.join(language === 'en' ? '; ' : '；')
  switch (column) {
    case 'at':
      return localTime(entry.at)
    case 'enteredAt':
      return localTime(entry.enteredAt)
    case 'late':
      return entry.late ? YES[language] : ''
    case 'person':
      return entry.personName
    case 'category':
      return (
        LOG_CATEGORIES.find(({ value }) => value === entry.category)?.label[language] ??
        entry.category
      )
    case 'text':
      return entry.text
    case 'original':
      return entry.amendments.length > 0 ? entry.originalText : ''
    case 'amendments':
      return entry.amendments
        .map(
          ({ at, personName, reason, text }) => `${localTime(at)} ${personName} ${reason}: ${text}`,
        )
        .join('\n')
    case 'tags':
      return list(entry.tags)
    case 'links':
      return list(entry.links.map(({ number, title }) => (number ? `${number} ${title}` : title)))
    case 'attachments':
      return list(entry.attachments.map(({ name }) => name))
    case 'level':
      return LEVEL_LABELS[entry.level][language]
    case 'commit':
      return entry.commit
  }
}

/** All matching entries, oldest first as in a log book. */
function allEntries(context: Context, query: Parameters<typeof findEntries>[1]): LogEntry[] {
  const ids: string[] = []
  let after
  for (;;) {
    const { places } = findEntries(context, query, PAGE, after)
    const shown = places.slice(0, PAGE)
    ids.push(...shown.map(({ id }) => id))
    after = shown.at(-1)
    if (places.length <= PAGE || !after || ids.length >= MOST_ROWS) break
  }
  return ids.toReversed().flatMap((id) => {
    const row = context.workspace.log.row('log-entry', id)
    return row ? [entryOf(context, row)] : []
  })
}

/**
 * log.export: CSV, XLSX with a second sheet of amendments, or the entries as they are in JSON; recorded
 * as an access.
 */
export const exportEntries: Handler<'log.export'> = async (
  context,
  { format, language, ...query },
) => {
  const entries = allEntries(context, query)
  const head = NAMES.map((column) => COLUMNS[column][language])
  const rows = entries.map((entry) => NAMES.map((column) => cellOf(entry, column, language)))
  recordAccess(context, {
    action: 'export',
    what: logEntryType.plural[language],
    type: 'log-entry',
    count: entries.length,
  })
  const name = `${logEntryType.plural[language]} ${localTime(context.now()).slice(0, 10)}.${format}`
  if (format === 'json') {
    const text = `${JSON.stringify(entries, null, 2)}\n`
    return ok({
      name,
      mime: 'application/json',
      bytes: bytesOf(Buffer.from(text)),
      rows: entries.length,
    })
  }
  if (format === 'csv') {
    const { stringify } = await import('csv-stringify/sync')
    const text = stringify([head, ...rows], {
      bom: true,
      escape_formulas: true,
      record_delimiter: 'windows',
    })
    return ok({ name, mime: 'text/csv', bytes: bytesOf(Buffer.from(text)), rows: rows.length })
  }
  const bytes = await workbook(entries, head, rows, language)
  const mime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return ok({ name, mime, bytes: bytesOf(bytes), rows: rows.length })
}

const bytesOf = (buffer: Buffer): Uint8Array<ArrayBuffer> => new Uint8Array(buffer)

async function workbook(
  entries: readonly LogEntry[],
  head: readonly string[],
  rows: readonly string[][],
  language: Language,
): Promise<Buffer> {
  const changes = entries.flatMap((entry) =>
    entry.amendments.map((amendment, index) => [
      localTime(entry.at),
      localTime(amendment.at),
      amendment.personName,
      amendment.reason,
      entry.amendments[index - 1]?.text ?? entry.originalText,
      amendment.text,
    ]),
  )
  const changeHead = [
    COLUMNS.at,
    AMENDED.at,
    AMENDED.by,
    AMENDED.reason,
    AMENDED.before,
    AMENDED.after,
  ].map((label) => label[language])
  const bold = (texts: readonly string[]) =>
    texts.map((value) => ({ value, fontWeight: 'bold' as const }))
  const plain = (lines: readonly (readonly string[])[]) =>
    lines.map((line) => line.map((value) => ({ value, wrap: true })))
  const widths = (texts: readonly string[]) =>
    texts.map((_, index) => ({ width: index === NAMES.indexOf('text') ? 60 : 20 }))
  // Only when it is needed: loading it would be a fifth of the start.
  const { default: writeXlsx } = await import('write-excel-file/node')
  return writeXlsx([
    {
      sheet: logEntryType.plural[language],
      data: [bold(head), ...plain(rows)],
      columns: widths(head),
      stickyRowsCount: 1,
    },
    {
      sheet: SHEET_AMENDMENTS[language],
      data: [bold(changeHead), ...plain(changes)],
      columns: widths(changeHead),
      stickyRowsCount: 1,
    },
  ]).toBuffer()
}
