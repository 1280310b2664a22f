import type { Shift, ShiftHandover } from '../../../contract/duty.ts'
import type { Context } from '../../feature.ts'
import { nameOf } from '../../records/view.ts'
import { textOf } from './parts.ts'
import { answersTo } from './rules.ts'
import { readSheet } from './sheet.ts'
import { sheetOfShift } from './shifts.ts'

/** What a shift took over, and the sheet that it will hand over itself. */
export function shiftHandover(context: Context, shift: Shift): ShiftHandover {
  const { live } = sheetOfShift(context, shift.key)
  const taken = sheetInto(context, shift.key)
  const number = (id: string): string =>
    textOf(context.workspace.log.row('handover-sheet', id)?.fields['number'])
  return {
    ...(taken === undefined ? {} : { taken: takenOver(context, taken) }),
    ...(live === undefined ? {} : { draft: { number: number(live), path: `/handover/${live}` } }),
  }
}

/** The signed sheet that is handed over to a shift. */
function sheetInto({ workspace }: Context, key: string): string | undefined {
  return workspace.db
    .prepare<[string], string>(
      `SELECT id FROM r_handover_sheet WHERE nextShift = ? AND startedAt IS NOT NULL AND _deleted = 0
       AND (signedOutAt IS NOT NULL OR outcome IS NOT NULL) AND (outcome IS NULL OR outcome <> 'refused')
       ORDER BY startedAt DESC, id LIMIT 1`,
    )
    .pluck()
    .get(key) as string | undefined
}

function takenOver(context: Context, id: string): NonNullable<ShiftHandover['taken']> {
  const sheet = readSheet(context, id)
  const author = nameOf(context, sheet.signOut?.by ?? sheet.outcome?.by ?? '')
  const acknowledged = sheet.points.map(
    (point) => answersTo(sheet.answers, point.id).acknowledged?.at,
  )
  const all = acknowledged.every((at) => at !== undefined)
  return {
    number: sheet.number,
    path: `/handover/${id}`,
    ...(all && acknowledged.length > 0 ? { acknowledgedAt: Math.max(...acknowledged) } : {}),
    points: sheet.points.map(
      ({ record, carried, key, section, title, detail, tone, at, open }) => ({
        key,
        section,
        title,
        ...(detail ? { detail } : {}),
        tone,
        at,
        ...(record ? { record } : {}),
        open,
        author,
        shifts: carried + 1,
      }),
    ),
  }
}
