import {
  SHEET_SECTIONS,
  type Concern,
  type Shift,
  type TimelineMark,
  type WorkItem,
} from '../../../contract/duty.ts'
import { ok } from '../../../contract/result.ts'
import type { Context, Handler } from '../../feature.ts'
import { isLate } from './circles.ts'
import { shiftsNow } from './viewer.ts'
import { visibleWork } from './visible.ts'

const MINUTE = 60_000
/** Last part of a shift, in which it is handed over. */
const HANDOVER_MS = 30 * MINUTE
/** Where no roster says when a shift began, what is wrong is told of so many hours. */
const UNROSTERED_MS = 12 * 60 * MINUTE
const NOBODY = '00000000-0000-0000-0000-000000000000'

/** work.shift: who is on, what he took over, what is wrong, what the time of the shift holds. */
export const currentShift: Handler<'work.shift'> = (context) => {
  const now = context.now()
  const { current, next } = shiftsNow(context, now)
  const told = current ?? unrostered(now)
  const standing = context.shared.standing(context, told)
  const sheet = standing.sheet.filter((point) => maySee(context, point))
  const locked = current && context.shared.roundsLocked(context, current)
  return ok({
    now,
    shift: current ? own(context, current) : null,
    people: (current?.people ?? []).map((one) => ({ ...one, ...reachOf(context, one.person) })),
    next: next ? own(context, next) : null,
    handoverFrom: current ? current.to - HANDOVER_MS : null,
    handover: (current && context.shared.handover(context, current)) ?? null,
    marks: marksOf(context, told),
    concerns: standing.concerns.filter((one) => maySee(context, one)),
    sheet: SHEET_SECTIONS.map((section) => ({
      section,
      count: sheet.filter((point) => point.section === section).length,
    })).filter(({ count }) => count > 0),
    locked: locked ?? null,
  })
}

const own = (context: Context, shift: Shift) => ({
  ...shift,
  mine: shift.people.some(({ person }) => person === context.session.person),
})

/** How somebody is reached, and what he is there for. */
function reachOf(context: Context, person: string): { extension: string; duty: string } {
  const fields = context.workspace.log.row('person', person)?.fields ?? {}
  const posts = Array.isArray(fields['posts']) ? fields['posts'] : []
  const post = posts.map((id) => context.workspace.log.row('post', String(id))?.fields['name'])[0]
  return {
    extension: typeof fields['extension'] === 'string' ? fields['extension'] : '',
    duty: typeof post === 'string' ? post : '',
  }
}

function maySee(context: Context, { record }: Pick<Concern, 'record'>): boolean {
  if (!record) return true
  const row = context.workspace.log.row(record.type, record.id)
  return row !== undefined && row.level <= context.session.clearance
}

/** Rounds are the work that belongs to the shift; the rest is what features draw themselves. */
function marksOf(context: Context, shift: Shift): TimelineMark[] {
  const period = { from: shift.from, to: shift.to }
  const rounds = visibleWork(context, period)
    .filter((item) => item.shift === shift.key && item.at >= shift.from && item.at < shift.to)
    .map(markOf)
  return [...rounds, ...context.shared.timeline(context, period)]
}

const markOf = (item: WorkItem): TimelineMark => ({
  key: item.key,
  lane: 'rounds',
  label: item.title,
  from: item.at,
  open: false,
  state: item.state,
  tone: isLate(item) ? 'warn' : 'neutral',
  path: item.path,
})

/** Stands in where there is no roster, so that what went wrong lately is told all the same. */
const unrostered = (now: number): Shift => ({
  key: '',
  roster: NOBODY,
  rosterName: '',
  date: '',
  slot: '',
  name: { 'zh-CN': '', en: '' },
  from: now - UNROSTERED_MS,
  to: now + UNROSTERED_MS,
  teamName: '',
  people: [],
})
