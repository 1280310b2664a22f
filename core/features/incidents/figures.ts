import {
  CAUSES,
  GRADE_RULES,
  GRADES,
  MILESTONE_LABELS,
  MILESTONES,
  PHASE_LABELS,
  PHASES,
  SOURCES,
} from '../../../contract/incident-rules.ts'
import { ok } from '../../../contract/result.ts'
import type { Language, Text } from '../../../contract/text.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handlers, Period } from '../../feature.ts'
import { recordAccess } from '../../records/access.ts'
import { zoneHere } from '../../time/zone.ts'
import { localTime } from '../../records/value-text.ts'
import { incidentOf, text } from './row.ts'
import { findIncidents } from './list.ts'
import { statisticsOf, type Counted } from './statistics.ts'
import { incidentType } from './types/incident.type.ts'

const MOST_DAYS = 3_700
const DAY = 86_400_000

/** All incidents discovered in a period, with where their causes lie, oldest first. */
function countedIn(context: Context, { from, to }: Period): Counted[] {
  if (to <= from || to - from > MOST_DAYS * DAY)
    throw new CoreError('fieldInvalid', { field: 'to', name: 'to', reason: 'range' })
  const query = { from, to, phases: [...PHASES], sort: 'oldest' as const }
  return findIncidents(context, query, context.now()).map((summary) => {
    const { fields, rules } = incidentOf(context, summary.id)
    const kind = text(fields['causeKind'])
    return { ...summary, rules, cause: CAUSES.find(({ value }) => value === kind)?.value ?? null }
  })
}

const COLUMNS: readonly Text[] = [
  { 'zh-CN': '编号', en: 'Number' },
  { 'zh-CN': '现象', en: 'Symptom' },
  { 'zh-CN': '级别', en: 'Grade' },
  { 'zh-CN': '阶段', en: 'Phase' },
  { 'zh-CN': '来源', en: 'Source' },
  { 'zh-CN': '受影响配置项', en: 'Affected items' },
  { 'zh-CN': '负责人', en: 'In charge' },
  ...MILESTONES.map((name) => MILESTONE_LABELS[name]),
  { 'zh-CN': '响应用时（分）', en: 'Answered in (min)' },
  { 'zh-CN': '修复用时（分）', en: 'Repaired in (min)' },
  { 'zh-CN': '原因类别', en: 'Cause' },
  { 'zh-CN': '根本原因', en: 'Root cause' },
]

function rowOf(context: Context, incident: Counted, language: Language): string[] {
  const { at } = incident
  const minutes = (from: number | undefined, to: number | undefined) =>
    from === undefined || to === undefined ? '' : String(Math.round((to - from) / 60_000))
  const grade = GRADES.find((one) => one === incident.grade) ?? 4
  return [
    incident.number,
    incident.title,
    GRADE_RULES[grade].label[language],
    PHASE_LABELS[incident.phase][language],
    SOURCES.find(({ value }) => value === incident.source)?.label[language] ?? '',
    incident.items.map(({ title }) => title).join(language === 'en' ? '; ' : '；'),
    incident.commander?.name ?? '',
    ...MILESTONES.map((name) => {
      const moment = at[name]
      return moment === undefined ? '' : localTime(moment)
    }),
    minutes(at.reported, at.answered),
    minutes(at.discovered, at.repaired),
    CAUSES.find(({ value }) => value === incident.cause)?.label[language] ?? '',
    text(incidentOf(context, incident.id).fields['rootCause']),
  ]
}

export const figureHandlers: Handlers = {
  'incident.statistics': (context, period) =>
    ok(statisticsOf(countedIn(context, period), zoneHere(), context.now())),

  'incident.export': async (context, { format, language, ...period }) => {
    const incidents = countedIn(context, period)
    const head = COLUMNS.map((label) => label[language])
    const rows = incidents.map((incident) => rowOf(context, incident, language))
    const what = incidentType.plural[language]
    recordAccess(context, { action: 'export', what, type: 'incident', count: rows.length })
    const name = `${what} ${localTime(context.now()).slice(0, 10)}.${format}`
    if (format === 'csv') {
      const { stringify } = await import('csv-stringify/sync')
      const csv = stringify([head, ...rows], {
        bom: true,
        escape_formulas: true,
        record_delimiter: 'windows',
      })
      return ok({
        name,
        mime: 'text/csv',
        bytes: new Uint8Array(Buffer.from(csv)),
        rows: rows.length,
      })
    }
    const { default: writeXlsx } = await import('write-excel-file/node')
    const bytes = await writeXlsx([
      {
        sheet: what,
        data: [
          head.map((value) => ({ value, fontWeight: 'bold' as const })),
          ...rows.map((row) => row.map((value) => ({ value, wrap: true }))),
        ],
        columns: head.map((_, index) => ({ width: index === 1 ? 50 : 18 })),
        stickyRowsCount: 1,
      },
    ]).toBuffer()
    const mime = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
    return ok({ name, mime, bytes: new Uint8Array(bytes), rows: rows.length })
  },
}
