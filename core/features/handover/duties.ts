import type { Shift, WorkItem } from '../../../contract/duty.ts'
import type { Text } from '../../../contract/text.ts'
import type { Context, Period } from '../../feature.ts'
import { settingsOf } from '../../session/settings.ts'
import { findSummaries } from './list.ts'
import { sheetOfShift } from './shifts.ts'

const MINUTE = 60_000
/** The sheet is written from an hour before the shift's end, and the shift accepted until half an hour after. */
const WRITE_BEFORE = 60 * MINUTE
const ACCEPT_BEFORE = 30 * MINUTE
const ACCEPT_WITHIN = 30 * MINUTE
/** A handover that nobody made for this long is a miss and no work any more. */
const GIVEN_UP = 12 * 60 * MINUTE
const DAY = 24 * 60 * MINUTE

const WRITE: Text = { 'zh-CN': '编写并签署交接单', en: 'Write and sign the handover sheet' }
const REWRITE: Text = {
  'zh-CN': '交接单被拒接，重写',
  en: 'The handover sheet was refused: write it again',
}
const ACCEPT: Text = { 'zh-CN': '接班：逐条确认并签字', en: 'Take over: acknowledge and sign' }

/** Writing and signing the sheet at each shift's end, and accepting it at the next one's start. */
export function handoverWork(context: Context, period: Period): readonly WorkItem[] {
  const first = firstShift(context)
  if (first === undefined) return []
  const shifts = context.shared.shifts(context, { from: period.from - DAY, to: period.to + DAY })
  return shifts
    .filter(({ to }) => to > first && to - WRITE_BEFORE < period.to && to + GIVEN_UP > period.from)
    .flatMap((shift) => itemsOf(context, shift, shifts))
}

/** Duties begin with the first sheet that was ever written: before, nobody handed over by sheets. */
function firstShift({ workspace }: Pick<Context, 'workspace'>): number | undefined {
  const from = workspace.db
    .prepare<[], number | null>(
      'SELECT "from" FROM r_handover_sheet WHERE _deleted = 0 ORDER BY "from" LIMIT 1',
    )
    .pluck()
    .get() as number | null | undefined
  return from ?? undefined
}

function itemsOf(context: Context, shift: Shift, shifts: readonly Shift[]): readonly WorkItem[] {
  const { live, refused } = sheetOfShift(context, shift.key)
  const sheet = live === undefined ? undefined : findSummaries(context, [live])[0]
  // What was refused is written again at once, whatever the hour.
  const again =
    live === undefined && refused !== undefined
      ? findSummaries(context, [refused])[0]?.outcome?.at
      : undefined
  const { language } = context.session
  const now = context.now()
  const done = sheet?.outcome ? true : false
  const path = sheet ? `/handover/${sheet.id}` : '/handover'
  const record = sheet ? { record: { type: 'handover-sheet', id: sheet.id } } : {}
  const state = (at: number, dueBy: number, is: boolean, begun: boolean): WorkItem['state'] => {
    if (is) return 'done'
    if (sheet?.state === 'paused') return 'paused'
    if (now > dueBy + GIVEN_UP) return 'missed'
    if (now > dueBy) return 'overdue'
    if (begun) return 'progress'
    return now >= at ? 'due' : 'scheduled'
  }
  const common = { source: 'handover', path, ...record }
  const begins = Math.min(again ?? Infinity, shift.to - WRITE_BEFORE)
  const write: WorkItem = {
    ...common,
    key: `handover/out/${shift.key}`,
    title: (again === undefined ? WRITE : REWRITE)[language],
    detail: `${shift.name[language]} ${shift.teamName}`.trim(),
    state: state(
      begins,
      shift.to,
      done || (sheet?.signedOut !== null && sheet !== undefined),
      sheet !== undefined,
    ),
    at: begins,
    dueBy: shift.to,
    ...(shift.team ? { team: shift.team } : {}),
    shift: shift.key,
  }
  const after = sheet?.nextShift
  if (!sheet || after === '') return [write]
  // Who comes before his shift begins is on no shift yet: a sheet that is signed waits for its lead.
  const early = sheet.signedOut && !done && now < shift.to ? sheet.signedOut : undefined
  const lead = shifts
    .find(({ key }) => key === after)
    ?.people.find(({ part }) => part === 'lead')?.person
  const accept: WorkItem = {
    ...common,
    key: `handover/in/${shift.key}`,
    title: ACCEPT[language],
    detail: `${sheet.number} ${sheet.outgoing[language]}`,
    state: state(
      shift.to - ACCEPT_BEFORE,
      shift.to + ACCEPT_WITHIN,
      done,
      sheet.signedOut !== null,
    ),
    at: early?.at ?? shift.to,
    dueBy: shift.to + ACCEPT_WITHIN,
    ...(after ? { shift: after } : {}),
    ...(early && lead ? { person: lead } : {}),
  }
  return [write, accept]
}

const LOCKED: Text = {
  'zh-CN': '先接班：上一班的交接单还未接收',
  en: 'Take over first: the sheet of the shift before is not accepted yet',
}

/** Where the setting asks for it, rounds wait until the shift has been taken over. */
export function lockedUntilAccepted(context: Context, shift: Shift): Text | undefined {
  if (!settingsOf(context.workspace).lockRounds) return undefined
  const first = firstShift(context)
  const before = context.shared
    .shifts(context, { from: shift.from - 3 * DAY, to: shift.from })
    .findLast(({ roster, to }) => roster === shift.roster && to <= shift.from)
  if (!before || first === undefined || before.to <= first) return undefined
  const { live } = sheetOfShift(context, before.key)
  const sheet = live === undefined ? undefined : findSummaries(context, [live])[0]
  return sheet?.outcome ? undefined : LOCKED
}
