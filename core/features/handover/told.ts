import type { SheetPoint, Shift } from '../../../contract/duty.ts'
import { FIRST_SEALED_LEVEL } from '../../../contract/roles.ts'
import { fill, type Language, type Text } from '../../../contract/text.ts'
import type { Context } from '../../feature.ts'
import { localTime } from '../../records/value-text.ts'

/** Lines that a point shows of the log, the last ones of the shift. */
const MOST_LINES = 4
const LINE_LENGTH = 120
const TITLE_LENGTH = 200
const DETAIL_LENGTH = 4_000

/** What was written of something in the shift, as a title; sections without one have the log of the shift. */
const LOGS: Readonly<Partial<Record<SheetPoint['section'], Text>>> = {
  incidents: { 'zh-CN': '事件日志{count}条', en: 'Log of incidents, {count} entries' },
  changes: { 'zh-CN': '变更日志{count}条', en: 'Log of changes, {count} entries' },
  checks: { 'zh-CN': '巡检日志{count}条', en: 'Log of rounds, {count} entries' },
  alerts: { 'zh-CN': '告警日志{count}条', en: 'Log of alerts, {count} entries' },
}
const LOG: Text = { 'zh-CN': '值班日志{count}条', en: 'Duty log, {count} entries' }
const MORE: Text = { 'zh-CN': '另有{count}条，见日志', en: '{count} more in the log' }

/**
 * What the features tell of a shift, as a sheet has it: nothing above internal, since everybody of the
 * next shift reads it, and the lines of the log as one point in each section.
 */
export function toldPoints(context: Context, shift: Shift): readonly SheetPoint[] {
  const told = context.shared
    .sheet(context, shift)
    .filter((point) => isInternal(context, point))
    .map((point) => ({
      ...point,
      title: shortened(point.title, TITLE_LENGTH),
      ...(point.detail === undefined ? {} : { detail: shortened(point.detail, DETAIL_LENGTH) }),
    }))
  const isFolded = (point: SheetPoint) => isLine(point, shift)
  const lines = told.filter(isFolded)
  const sections = new Set(lines.map(({ section }) => section))
  return [
    ...told.filter((point) => !isFolded(point)),
    ...[...sections].flatMap((section) =>
      folded(
        lines.filter((line) => line.section === section).toSorted((a, b) => a.at - b.at),
        context.session.language,
      ),
    ),
  ]
}

function isInternal({ workspace }: Context, { record }: SheetPoint): boolean {
  const row = record && workspace.log.row(record.type, record.id)
  return row === undefined || row.level < FIRST_SEALED_LEVEL
}

/** Something of the shift that was only written down; what stays open or is of an earlier time is a point of its own. */
const isLine = ({ record, open, at }: SheetPoint, shift: Shift): boolean =>
  record?.type === 'log-entry' && !open && at >= shift.from

/** Whether a point holds the lines of the log of its section. */
export const isLogPoint = (key: string): boolean => key.startsWith('log/')

function folded(lines: readonly SheetPoint[], language: Language): readonly SheetPoint[] {
  const last = lines.at(-1)
  if (!last || lines.length === 1) return lines
  const shown = lines.slice(-MOST_LINES).map(lineText)
  const more = lines.length - shown.length
  const { section, tone } = last
  return [
    {
      key: `log/${section}`,
      section,
      title: fill((LOGS[section] ?? LOG)[language], { count: lines.length }),
      detail: [...shown, ...(more > 0 ? [fill(MORE[language], { count: more })] : [])].join('\n'),
      tone: tone === 'crit' || tone === 'warn' ? 'notice' : tone,
      at: last.at,
      open: false,
    },
  ]
}

const lineText = ({ at, title }: SheetPoint): string =>
  `${localTime(at).slice(11, 16)} ${shortened(title, LINE_LENGTH)}`

function shortened(text: string, length: number): string {
  const letters = [...text]
  return letters.length > length ? `${letters.slice(0, length - 1).join('')}…` : text
}
