import type { CheckItem } from '../../../contract/checklist-body.ts'
import type { RoundView } from '../../../contract/checklist-rounds.ts'
import type { SheetPoint, Shift } from '../../../contract/duty.ts'
import type { Text } from '../../../contract/text.ts'
import { withUnit } from '../../../contract/units.ts'
import type { Context } from '../../feature.ts'
import { currentOf, resultsOf } from './results.ts'
import { roundsIn } from './rounds.ts'
import { rowIfAny, runOf, templateOf, versionOf } from './rows.ts'
import { itemsOf, present } from './views.ts'
import { isOpenRound, openFindings } from './work.ts'

const DAY_MS = 86_400_000
/** How far back what is still open is looked for. */
const LOOK_BACK_MS = 35 * DAY_MS
/** A reading that nobody has taken again for so long says nothing of today. */
const READING_MS = 7 * DAY_MS

/** What the rounds have to tell the next shift. Keys stay the same as long as they tell of the same thing. */
export function checklistSheet(context: Context, shift: Shift): readonly SheetPoint[] {
  const end = Math.min(shift.to, context.now() + 1)
  const period = { from: shift.from - LOOK_BACK_MS, to: shift.to }
  const rounds = roundsIn(context, period, { openBefore: shift.from }).filter(
    (round) => round.at >= shift.from || isOpenRound(round),
  )
  return [
    ...rounds.flatMap((round) => roundPoints(context, round, shift)),
    ...readingPoints(context, shift.from, end),
    ...findingPoints(context),
  ]
}

const say = (context: Context, text: Text): string => text[context.session.language]

/** Whoever makes a round within its time is at work, not late; one that nobody scheduled is late in the next shift. */
const isLate = (context: Context, round: RoundView, shift: Shift): boolean =>
  round.schedule === undefined ? round.at < shift.from : context.now() > round.graceBy

function roundPoints(context: Context, round: RoundView, shift: Shift): SheetPoint[] {
  const point = (
    state: Text,
    tone: SheetPoint['tone'],
    open: boolean,
    detail?: string,
  ): SheetPoint => ({
    key: `checklists/round/${round.key}`,
    section: 'checks',
    title: `${round.name} ${say(context, state)}`,
    tone,
    at: round.at,
    open,
    ...present({
      detail,
      record: round.run ? { type: 'checklist-run', id: round.run } : undefined,
    }),
  })
  const { counts, miss } = round
  const progress = counts && `${counts.answered}/${counts.items}`
  switch (round.state) {
    case 'missed': {
      const settled = miss?.state === 'approved' || miss?.state === 'rescheduled'
      const state: Text = round.madeUp
        ? { 'zh-CN': '漏检，已补做', en: 'missed, made afterwards' }
        : { 'zh-CN': '漏检', en: 'missed' }
      return [point(state, settled ? 'notice' : 'warn', !settled, miss?.comment)]
    }
    case 'overdue':
      return [point({ 'zh-CN': '超时未做', en: 'overdue' }, 'warn', true)]
    case 'progress':
    case 'complete':
      return [
        point(
          { 'zh-CN': '未提交', en: 'not submitted' },
          isLate(context, round, shift) ? 'warn' : 'notice',
          true,
          progress,
        ),
      ]
    case 'due':
      return [point({ 'zh-CN': '到点未做', en: 'due' }, 'notice', true)]
    case 'done':
    case 'late': {
      const skips = skippedOf(context, round)
      return [
        ...(round.state === 'late'
          ? [
              round.lateEntry
                ? point({ 'zh-CN': '补录', en: 'late entry' }, 'notice', false)
                : point({ 'zh-CN': '超时完成', en: 'done late' }, 'notice', false),
            ]
          : []),
        ...(skips === undefined
          ? []
          : [
              {
                ...point({ 'zh-CN': '有跳过项', en: 'skipped items' }, 'notice', false, skips),
                key: `checklists/skips/${round.key}`,
              },
            ]),
      ]
    }
    case 'cancelled':
      return [point({ 'zh-CN': '取消', en: 'cancelled' }, 'notice', false, round.reason)]
    case 'scheduled':
      return []
  }
}

/** Items of a run that were skipped, with their reasons. */
function skippedOf(context: Context, round: RoundView): string | undefined {
  if (round.run === undefined || (round.counts?.skipped ?? 0) === 0) return undefined
  const items = itemsOfRun(context, round.run)
  const skipped = [...currentOf(resultsOf(context, round.run)).values()].filter(
    ({ status }) => status === 'skipped',
  )
  const [colon, semicolon] = context.session.language === 'zh-CN' ? ['：', '；'] : [': ', '; ']
  return skipped
    .map(({ item, remark }) => `${items.get(item)?.title ?? item}${colon}${remark}`)
    .join(semicolon)
}

function itemsOfRun(context: Context, id: string): ReadonlyMap<string, CheckItem> {
  const run = rowIfAny(context, 'checklist-run', id)
  const version = rowIfAny(context, 'checklist-version', run && runOf(run).version)
  const items = version ? itemsOf(versionOf(version)) : []
  return new Map(items.map((item) => [item.id, item]))
}

interface Reading {
  readonly id: string
  readonly run: string
  readonly template: string
  readonly item: string
  readonly status: string
  readonly at: number
}

/**
 * Readings out of limits: those of the shift, and earlier ones where nobody has read a better value since.
 * One point for each thing that is read, however often it was out of limits.
 */
function readingPoints(context: Context, from: number, to: number): SheetPoint[] {
  const { db } = context.workspace
  const rows = (['warn', 'alarm', 'failed'] as const).flatMap((status) =>
    db
      .prepare<[string, number, number], Reading>(
        `SELECT id, run, template, item, status, at FROM r_checklist_result
         WHERE _deleted = 0 AND status = ? AND at >= ? AND at < ? ORDER BY at`,
      )
      .all(status, from - READING_MS, to),
  )
  const newest = new Map<string, Reading>()
  for (const row of rows.toSorted((a, b) => a.at - b.at))
    newest.set(`${row.template}/${row.item}`, row)
  const later = db.prepare<[string, string, number, number], { status: string }>(
    `SELECT status FROM r_checklist_result WHERE _deleted = 0 AND template = ? AND item = ? AND at > ? AND at < ?
     AND status = 'ok' ORDER BY at DESC LIMIT 1`,
  )
  return [...newest].flatMap(([key, row]) => {
    const better = later.get(row.template, row.item, row.at, to) !== undefined
    return better && row.at < from ? [] : readingPoint(context, key, row, !better)
  })
}

function readingPoint(context: Context, key: string, row: Reading, open: boolean): SheetPoint[] {
  const result = resultsOf(context, row.run).find(({ id }) => id === row.id)
  const run = rowIfAny(context, 'checklist-run', row.run)
  const item = itemsOfRun(context, row.run).get(row.item)
  const isCorrected = currentOf(resultsOf(context, row.run)).get(row.item)?.id !== row.id
  if (!run || !result || !item || runOf(run).state === 'cancelled' || isCorrected) return []
  const template = rowIfAny(context, 'checklist-template', row.template)
  const area = template && templateOf(template).area
  return [
    {
      key: `checklists/reading/${key}`,
      section: area === 'facility' ? 'environment' : 'checks',
      title: `${item.title} ${wordsOf(context, item, result.value)}`,
      tone: !open ? 'notice' : row.status === 'alarm' ? 'crit' : 'warn',
      at: row.at,
      open,
      record: { type: 'checklist-run', id: row.run },
      ...present({ detail: result.remark || result.message }),
    },
  ]
}

function wordsOf(context: Context, item: CheckItem, value: unknown): string {
  if (typeof value === 'number')
    return withUnit(value.toFixed(item.decimals ?? 0), item.unit, context.session.language)
  if (item.kind === 'choice')
    return item.choices?.find((choice) => choice.value === value)?.label ?? ''
  return say(context, { 'zh-CN': '不正常', en: 'not normal' })
}

const TONES: Readonly<Record<string, SheetPoint['tone']>> = { major: 'warn', critical: 'crit' }

const findingPoints = (context: Context): SheetPoint[] =>
  openFindings(context).map((finding) => ({
    key: `finding/${finding.id}`,
    section: 'actions',
    title: finding.title,
    tone: TONES[finding.severity ?? ''] ?? 'notice',
    at: Math.floor(finding.created),
    open: true,
    record: { type: 'finding', id: finding.id },
  }))
