import { z } from 'zod'
import { instant, recordId, recordRef, role } from './common.ts'
import { LANGUAGES, type Text } from './text.ts'

/** What the parts of a shift's work share: who is on duty, what is due, what is handed over. */

/** A text that core makes in both languages; the interface shows one. */
export const bothTexts = z.record(z.enum(LANGUAGES), z.string())

/** lead: 值班长 of the shift. standIn: stands in for somebody who is absent. */
export const DUTY_PARTS = ['lead', 'member', 'standIn'] as const

export const dutyPerson = z.object({
  person: recordId,
  name: z.string(),
  part: z.enum(DUTY_PARTS),
  /** Whom a stand-in or a swap replaces. */
  insteadOf: recordId.optional(),
})

/** One shift of one roster, computed from its pattern, after swaps, absences and stand-ins. */
export const shift = z.object({
  /** Names the shift for ever, on every device: `<roster id>/<date>/<slot>`. */
  key: z.string(),
  roster: recordId,
  rosterName: z.string(),
  /** Local date on which it starts, `YYYY-MM-DD`, in the roster's time zone. */
  date: z.string(),
  /** Key of the shift within the day: `day`, `night`, or the roster's own. */
  slot: z.string(),
  name: bothTexts,
  from: instant,
  /** Exclusive: the next shift's start. */
  to: instant,
  team: recordId.optional(),
  teamName: z.string(),
  /** Post whose work is that of whoever is on this shift. */
  post: recordId.optional(),
  people: z.array(dutyPerson),
})
export type Shift = z.infer<typeof shift>

/** The states of what is due, as design-language.md draws them (`w-…` icons). */
export const WORK_STATES = [
  'scheduled',
  'due',
  'progress',
  'overdue',
  'missed',
  'paused',
  'done',
  'skipped',
] as const

/** Something that somebody has to do, from any feature. */
export const workItem = z.object({
  /** Names it for ever: the same duty asked for twice has the same key. */
  key: z.string(),
  /** Feature that contributes it, for grouping and filters: `checklists`, `handover`. */
  source: z.string(),
  title: z.string(),
  /** The second line: where, why, which step. */
  detail: z.string().optional(),
  state: z.enum(WORK_STATES),
  /** When it should begin or be there; sorted by it. */
  at: instant,
  /** From when on it is overdue; absent: it never is. */
  dueBy: instant.optional(),
  /** Whose it is: a person, a team or a post; none: whoever is on duty. */
  person: recordId.optional(),
  personName: z.string().optional(),
  team: recordId.optional(),
  post: recordId.optional(),
  /** Whoever holds one of these roles may do it, where no person, team or post is named. */
  roles: z.array(role).optional(),
  /** Key of the shift it belongs to. */
  shift: z.string().optional(),
  /** People it was escalated to, because nobody did it in time. */
  escalatedTo: z.array(recordId).optional(),
  /** Record behind it; absent while it is only planned. */
  record: recordRef.optional(),
  /** Place in the application where it is done: `/checklists/run/…`. */
  path: z.string(),
})
export type WorkItem = z.infer<typeof workItem>

export const SHEET_SECTIONS = [
  'incidents',
  'changes',
  'checks',
  'alerts',
  'actions',
  'log',
  'keys',
  'environment',
  'notes',
] as const

export const SECTION_LABELS: Readonly<Record<(typeof SHEET_SECTIONS)[number], Text>> = {
  incidents: { 'zh-CN': '未结事件', en: 'Open incidents' },
  changes: { 'zh-CN': '进行中变更', en: 'Running changes' },
  checks: { 'zh-CN': '巡检与读数', en: 'Checks and readings' },
  alerts: { 'zh-CN': '告警与监控', en: 'Alerts and monitoring' },
  actions: { 'zh-CN': '待办与请求', en: 'Actions and requests' },
  log: { 'zh-CN': '本班日志', en: 'Log of the shift' },
  keys: { 'zh-CN': '钥匙与工具', en: 'Keys and tools' },
  environment: { 'zh-CN': '环境', en: 'Environment' },
  notes: { 'zh-CN': '交代事项', en: 'Notes and orders' },
}

/** One point of a handover sheet, as the feature that knows it tells it. */
export const sheetPoint = z.object({
  /** Names what it tells of: prefilling again updates the point and never doubles it. */
  key: z.string(),
  section: z.enum(SHEET_SECTIONS),
  title: z.string(),
  detail: z.string().optional(),
  tone: z.enum(['crit', 'warn', 'notice', 'unknown', 'maint', 'neutral']),
  at: instant,
  record: recordRef.optional(),
  /** It stays open after the handover and comes again with the next sheet until it is closed at its source. */
  open: z.boolean(),
})
export type SheetPoint = z.infer<typeof sheetPoint>

/** How something that is wrong is being dealt with. */
export const CONCERN_STATES = [
  'open',
  'acknowledged',
  'snoozed',
  'maintenance',
  'progress',
  'unknown',
] as const

/** What can be done with it where it is shown; the feature that tells it has the procedures. */
export const CONCERN_ACTS = ['acknowledge', 'snooze', 'declare', 'activate', 'open'] as const

/** What is wrong now, from any feature: a line of the desk, a count of the top bar, a stop of F8. */
export const concern = z.object({
  /** Names it as long as it lasts. */
  key: z.string(),
  /** Feature that tells it: `monitoring`, `incidents`. */
  source: z.string(),
  tone: sheetPoint.shape.tone,
  title: z.string(),
  /** The second line: where, why, what is being done. */
  detail: z.string().optional(),
  /** A reading with its limit; `words` where it has none: 丢失, 无数据. */
  value: z.number().optional(),
  limit: z.number().optional(),
  unit: z.string().optional(),
  words: z.string().optional(),
  /** The last hour in equal steps; null: unknown. */
  trend: z.array(z.number().nullable()).optional(),
  since: instant,
  state: z.enum(CONCERN_STATES),
  /** Who acknowledged it or put it off, and until when. */
  by: z.string().optional(),
  until: instant.optional(),
  /** Shown as a card above all others, like an incident that is open. */
  card: z
    .object({
      /** A word in a box: 二级. Filled while service is impaired. */
      grade: z.string(),
      impaired: z.boolean(),
      number: z.string(),
      /** When repair is due. */
      dueBy: instant.optional(),
    })
    .optional(),
  acts: z.array(z.enum(CONCERN_ACTS)),
  record: recordRef.optional(),
  /** Place in the application where it is dealt with; the record's own page when absent. */
  path: z.string().optional(),
})
export type Concern = z.infer<typeof concern>

export const TIMELINE_LANES = ['rounds', 'changes', 'incidents'] as const

/** Something on the ribbon of a shift: a moment, or a stretch of time. */
export const timelineMark = z.object({
  key: z.string(),
  lane: z.enum(TIMELINE_LANES),
  /** A few characters: a number, a name. */
  label: z.string(),
  from: instant,
  /** Absent: a moment, or a stretch that is not over. */
  to: instant.optional(),
  /** It is still going on: drawn until now. */
  open: z.boolean(),
  state: z.enum(WORK_STATES),
  tone: sheetPoint.shape.tone,
  path: z.string(),
})
export type TimelineMark = z.infer<typeof timelineMark>

/** What a shift took over, and the sheet that it will hand over itself. */
export const shiftHandover = z.object({
  taken: z
    .object({
      number: z.string(),
      path: z.string(),
      /** When the last point was acknowledged; absent: not yet. */
      acknowledgedAt: instant.optional(),
      points: z.array(
        sheetPoint.extend({
          /** Who handed it over, and for how many shifts it has been open. */
          author: z.string(),
          shifts: z.int(),
        }),
      ),
    })
    .optional(),
  draft: z.object({ number: z.string(), path: z.string() }).optional(),
})
export type ShiftHandover = z.infer<typeof shiftHandover>
