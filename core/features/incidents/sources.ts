import { checkBody, type CheckItem } from '../../../contract/checklist-body.ts'
import type { RecordLabel } from '../../../contract/common.ts'
import type { Json, RecordType } from '../../../contract/record-type.ts'
import type { Language } from '../../../contract/text.ts'
import { withUnit } from '../../../contract/units.ts'
import type { RecordRow } from '../../log/types.ts'
import { opened } from '../../records/seal.ts'
import { labelOf, mayRead, nameOf } from '../../records/view.ts'
import { belonging } from './belonging.ts'
import { text, type Incident, type Tools } from './row.ts'

/** What somebody reported or found, and the incident was declared from: user reports, failed checks. */
export interface SourceLine {
  readonly id: string
  readonly at: number
  readonly text: string
  readonly person: string
  readonly personName: string
  readonly record: RecordLabel
}

/** Types whose records tell the story themselves: their history would tell it twice. */
export const TOLD_TYPES: readonly string[] = ['checklist-result', 'request']

export const sourceLines = (context: Tools, incident: Incident, language: Language): SourceLine[] =>
  belonging(context, incident).flatMap(({ type: name, id }): SourceLine[] => {
    const type = TOLD_TYPES.includes(name) ? context.workspace.types.get(name) : undefined
    const row = type && context.workspace.log.row(name, id)
    if (!type || !row || row.deleted || row.level > context.session.clearance) return []
    if (!mayRead(context, type)) return []
    return name === 'request'
      ? [requestLine(context, type, row, language)]
      : checkLine(context, type, row, language)
  })

const timeIn = (value: Json | undefined, otherwise: number): number =>
  typeof value === 'number' ? value : otherwise

function requestLine(
  context: Tools,
  type: RecordType,
  row: RecordRow,
  language: Language,
): SourceLine {
  const fields = opened(context, type, row.id, row.fields)
  const record = labelOf(context, type, row)
  const zh = language === 'zh-CN'
  const who = [text(fields['unit']), text(fields['requester'])].filter(Boolean).join(' ')
  const what = [record.title, text(fields['details'])].filter(Boolean).join(zh ? '。' : '. ')
  return {
    id: row.id,
    at: timeIn(fields['receivedAt'], Math.floor(row.updated / 1_000)),
    text: zh ? `用户报障（${who}）：${what}` : `User report (${who}): ${what}`,
    person: row.createdBy,
    personName: nameOf(context, row.createdBy),
    record,
  }
}

/** A check that failed; its record is the round in which it was made. */
function checkLine(
  context: Tools,
  type: RecordType,
  row: RecordRow,
  language: Language,
): SourceLine[] {
  const fields = opened(context, type, row.id, row.fields)
  const { log, types } = context.workspace
  const runType = types.get('checklist-run')
  const run = runType && log.row('checklist-run', text(fields['run']))
  if (!runType || !run || run.level > context.session.clearance) return []
  const item = itemOf(context, text(run.fields['version']), text(fields['item']))
  const status = type.fields['status']?.choices?.find(({ value }) => value === fields['status'])
  const { reading } = fields
  const zh = language === 'zh-CN'
  const what = [
    item?.title ?? '',
    typeof reading === 'number' ? withUnit(String(reading), item?.unit, language) : '',
    status?.label[language] ?? '',
  ].filter(Boolean)
  const why = [text(fields['message']), text(fields['remark'])].filter(Boolean)
  const person = text(fields['person']) || row.createdBy
  return [
    {
      id: row.id,
      at: timeIn(fields['at'], Math.floor(row.updated / 1_000)),
      text: [what.join(zh ? '，' : ', '), ...why].join(zh ? '。' : '. '),
      person,
      personName: nameOf(context, person),
      record: labelOf(context, runType, run),
    },
  ]
}

function itemOf({ workspace }: Tools, version: string, item: string): CheckItem | undefined {
  const body = checkBody.safeParse(workspace.log.row('checklist-version', version)?.fields['body'])
  return body.data?.sections.flatMap(({ items }) => items).find(({ id }) => id === item)
}
