import type { MissView, RoundView } from '../../../contract/checklist-rounds.ts'
import {
  LAST_MOMENT,
  type EscalationStep,
  type RoundTiming,
} from '../../../contract/checklist-schedule.ts'
import type { Shift } from '../../../contract/duty.ts'
import type { Context } from '../../feature.ts'
import { derivedId } from '../../records/derived-id.ts'
import { nameOf } from '../../records/view.ts'
import { countsOf, currentOf, missingOf, resultsOf } from './results.ts'
import { standingOf, timesOf } from './round-state.ts'
import {
  missOf,
  rowIfAny,
  rowsWhere,
  runHeads,
  runOf,
  templateOf,
  versionOf,
  type MissRow,
  type RunHead,
  type RunRow,
  type ScheduleRow,
  type TemplateRow,
} from './rows.ts'
import {
  occurrencesOf,
  type Occurrence,
  type Span,
  type Surroundings,
} from './rules/occurrences.ts'
import { surroundings } from './surroundings.ts'
import { itemsOf, present, schedules } from './views.ts'

const MINUTE = 60_000
/** Of a round whose checklist is not here. */
const UNKNOWN_TEMPLATE: Omit<TemplateRow, 'id'> = {
  number: '',
  name: '',
  category: 'event',
  area: 'general',
  post: undefined,
  notes: '',
  retired: false,
  origin: undefined,
}
/** An extra round has no plan to be late for. */
const EXTRA_TIMING: RoundTiming = { early: 0, due: 1440, grace: 0, missed: 1440 }

export const runId = (schedule: string, occurrence: string): string =>
  derivedId('checklist-run', schedule, occurrence)
export const missId = (schedule: string, occurrence: string): string =>
  derivedId('checklist-miss', schedule, occurrence)
/** Key of the round that is made on a new date instead of a missed one. */
export const rescheduledKey = (miss: MissRow): string => `${miss.id}~${miss.newAt}`

/**
 * Rounds whose time lies in the period, with what became of each. What is due follows from the schedules
 * alone; a round that has no record was not done, however long nobody looked. `only`, `key`: of one schedule,
 * of one occurrence; `openBefore`: of earlier rounds only those that may still want something.
 */
export function roundsIn(
  context: Context,
  span: Span,
  options: {
    readonly only?: ScheduleRow
    readonly key?: string
    readonly openBefore?: number
  } = {},
): RoundView[] {
  const { only, key, openBefore } = options
  const one = only && key !== undefined ? { schedule: only.id, key } : undefined
  const book = new Book(context, span, { openBefore, one })
  const planned = (only ? [only] : schedules(context)).flatMap((schedule) =>
    book.planned(schedule, key),
  )
  const others = only ? [] : book.others()
  return [...planned, ...others].toSorted((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))
}

/** The round of a schedule with this key; undefined when the schedule makes none such. */
export function findRound(
  context: Context,
  schedule: ScheduleRow,
  occurrence: string,
): RoundView | undefined {
  const options = { only: schedule, key: occurrence }
  return roundsIn(context, placeOf(context, schedule, occurrence), options)[0]
}

/** The round that a run belongs to. */
export function roundOfRun(context: Context, run: RunRow): RoundView {
  const span = { from: run.dueAt, to: run.dueAt + 1 }
  const only = schedules(context, 'id = ?', run.schedule ?? '')[0]
  const planned = only && roundsIn(context, span, { only, key: run.occurrence ?? '' })[0]
  return planned ?? new Book(context, span).other(run)
}

const DAY_MS = 86_400_000

/** Where to look for an occurrence: keys name their day or their miss, those of events lie before now. */
function placeOf(context: Context, schedule: ScheduleRow, occurrence: string): Span {
  const run = rowIfAny(context, 'checklist-run', runId(schedule.id, occurrence))
  if (run) {
    const { dueAt } = runOf(run)
    return { from: dueAt, to: dueAt + 1 }
  }
  const newAt = Number(/~(\d{1,15})$/u.exec(occurrence)?.[1])
  if (newAt > 0 && context.workspace.log.row('checklist-miss', occurrence.slice(0, 36)))
    return { from: newAt, to: newAt + 1 }
  const date = /\d{4}-\d{2}-\d{2}(?=[T/])/u.exec(occurrence)?.[0]
  const day = date === undefined ? NaN : Date.parse(`${date}T00:00:00Z`)
  return Number.isNaN(day) || day < 0 || day > LAST_MOMENT
    ? { from: schedule.since, to: context.now() + 31 * DAY_MS }
    : { from: day - DAY_MS, to: day + 3 * DAY_MS }
}

interface RoundKey {
  readonly schedule: string
  readonly key: string
}

/** Everything that is known of the rounds of a period, or of one of them, read once. */
class Book {
  readonly #runs: readonly RunHead[]
  readonly #openBefore: number
  /** Runs that a schedule was found for. */
  readonly #planned = new Set<string>()
  readonly #context: Context
  readonly #span: Span
  readonly #now: number
  readonly #misses: ReadonlyMap<string, MissRow>
  readonly #moved: readonly MissRow[]
  readonly #byId: ReadonlyMap<string, RunHead>
  readonly #around: Surroundings
  readonly #shifts: readonly Shift[]
  readonly #templates = new Map<string, TemplateRow>()
  readonly #names = new Map<string, string>()

  constructor(
    context: Context,
    span: Span,
    { openBefore, one }: { openBefore?: number | undefined; one?: RoundKey | undefined } = {},
  ) {
    this.#openBefore = openBefore ?? -Infinity
    this.#context = context
    this.#span = span
    this.#now = context.now()
    this.#around = surroundings(context)
    this.#shifts = this.#around.shifts(span)
    // One round is read by its own ids, not among all of its days.
    const [where, from, to] = ['"dueAt" >= ? AND "dueAt" < ?', span.from, span.to]
    this.#runs = one
      ? runHeads(context, 'id = ?', runId(one.schedule, one.key))
      : runHeads(context, where, from, to)
    this.#byId = new Map(this.#runs.map((run) => [run.id, run]))
    const misses = one
      ? rowsWhere(context, 'checklist-miss', 'id = ?', missId(one.schedule, one.key))
      : rowsWhere(context, 'checklist-miss', where, from, to)
    this.#misses = new Map(misses.map(missOf).map((miss) => [miss.id, miss]))
    this.#moved = rowsWhere(
      context,
      'checklist-miss',
      '"newAt" >= ? AND "newAt" < ?',
      span.from,
      span.to,
    )
      .map(missOf)
      .filter(({ state }) => state === 'rescheduled')
  }

  /** Rounds that a schedule makes due in the period. */
  planned(schedule: ScheduleRow, key?: string): RoundView[] {
    const span = {
      from: Math.max(this.#span.from, schedule.since),
      to: Math.min(this.#span.to, schedule.until ?? Infinity),
    }
    const regular =
      span.from < span.to ? occurrencesOf(schedule.rule, schedule.timeZone, span, this.#around) : []
    const moved = this.#moved
      .filter((miss) => miss.schedule === schedule.id)
      .map((miss): Occurrence => ({
        key: rescheduledKey(miss),
        at: miss.newAt ?? 0,
        moved: false,
      }))
    const asked = [...regular, ...moved].filter(
      (occurrence) => key === undefined || occurrence.key === key,
    )
    return asked.flatMap((occurrence) => {
      const run = this.#byId.get(runId(schedule.id, occurrence.key))
      if (run) this.#planned.add(run.id)
      return run && this.#isSettled(run, schedule.timing)
        ? []
        : [this.#round(schedule, occurrence, run && this.#whole(run))]
    })
  }

  /** Runs of no schedule, once those of the schedules were asked for. */
  others(): RoundView[] {
    return this.#runs
      .filter((run) => !this.#planned.has(run.id) && !this.#isSettled(run, EXTRA_TIMING))
      .flatMap((head) => {
        const run = this.#whole(head)
        return run ? [this.other(run)] : []
      })
  }

  /** A month has hundreds of runs, of which few still want something: only these are read whole. */
  #whole({ id }: RunHead): RunRow | undefined {
    const row = rowIfAny(this.#context, 'checklist-run', id)
    return row && runOf(row)
  }

  /** An early round that wants nothing any more: ended, and not begun after it was missed. */
  #isSettled(run: RunHead, timing: RoundTiming): boolean {
    const { missedAt } = timesOf(run.dueAt, timing)
    return (
      run.dueAt < this.#openBefore &&
      (run.state === 'submitted' || run.state === 'cancelled') &&
      (run.startedAt === null || run.startedAt < missedAt)
    )
  }

  /** A run that no schedule makes due: an extra one, or one whose shift was taken off the roster afterwards. */
  other(run: RunRow): RoundView {
    const schedule = schedules(this.#context, 'id = ?', run.schedule ?? '')[0]
    const occurrence = { key: run.occurrence ?? '', at: run.dueAt, moved: false }
    return this.#round(schedule, occurrence, run)
  }

  #round(
    schedule: ScheduleRow | undefined,
    occurrence: Occurrence,
    run: RunRow | undefined,
  ): RoundView {
    const times = timesOf(occurrence.at, schedule?.timing ?? EXTRA_TIMING)
    const template = this.#template(run?.template ?? schedule?.template ?? '')
    const miss = schedule && this.#misses.get(missId(schedule.id, occurrence.key))
    const progress = run && this.#progress(run)
    const standing = standingOf(
      times,
      run && {
        ...present(run),
        explained: miss !== undefined,
        complete: progress?.complete ?? false,
      },
      this.#now,
    )
    const shift = this.#shift(occurrence.shift ?? run?.shift, occurrence.at)
    const team = schedule?.team ?? shift?.team
    const waits = !['done', 'late', 'cancelled', 'scheduled'].includes(standing.state)
    const person = schedule?.person
    return {
      key: schedule ? `${schedule.id}/${occurrence.key}` : String(run?.id),
      template: template.id,
      name: run?.name ?? schedule?.name ?? template.name,
      category: template.category,
      area: template.area,
      state: standing.state,
      at: times.at,
      dueBy: times.dueBy,
      graceBy: times.graceBy,
      missedAt: times.missedAt,
      madeUp: standing.madeUp,
      lateEntry: run?.lateEntry ?? false,
      escalatedTo:
        schedule && waits && !standing.madeUp && !miss
          ? this.#escalated(schedule.escalation, times.graceBy, shift)
          : [],
      ...present({
        schedule: schedule?.id,
        occurrence: schedule && occurrence.key,
        run: run?.id,
        shift: shift?.key ?? occurrence.shift ?? run?.shift,
        post: schedule?.post,
        team,
        teamName: team && this.#name('team', team),
        person,
        personName: person && this.#name('person', person),
        startedAt: run?.startedAt,
        startedByName: run?.startedBy && this.#name('person', run.startedBy),
        submittedAt: run?.submittedAt,
        submittedBy: run?.submittedBy,
        submittedByName: run?.submittedBy && this.#name('person', run.submittedBy),
        reason: run?.reason,
        counts: run?.summary ?? progress?.counts,
        miss: miss && missView(this.#context, miss),
      }),
    }
  }

  /** How far a run is that was not submitted yet. */
  #progress(run: RunRow) {
    if (run.state !== 'progress') return undefined
    const version = rowIfAny(this.#context, 'checklist-version', run.version)
    if (version === undefined) return undefined
    const items = itemsOf(versionOf(version))
    const current = currentOf(resultsOf(this.#context, run.id))
    return {
      counts: countsOf(items, current),
      complete: missingOf(items, current).length === 0,
    }
  }

  #shift(key: string | undefined, at: number): Shift | undefined {
    return key === undefined
      ? this.#shifts.find(({ from, to }) => at >= from && at < to)
      : this.#shifts.find((shift) => shift.key === key)
  }

  #escalated(
    steps: readonly EscalationStep[],
    graceBy: number,
    shift: Shift | undefined,
  ): string[] {
    const reached = steps.filter(({ minutes }) => this.#now >= graceBy + minutes * MINUTE)
    const people = reached.flatMap(({ to }): readonly (string | undefined)[] => {
      if (to.kind === 'person') return [to.id]
      if (to.kind === 'lead')
        return shift?.people.filter(({ part }) => part === 'lead').map(({ person }) => person) ?? []
      const post = this.#context.workspace.log.row('post', to.id)?.fields ?? {}
      return [post['holder'], post['standIn']].map((id) =>
        typeof id === 'string' ? id : undefined,
      )
    })
    return [...new Set(people.filter((person) => person !== undefined))]
  }

  #template(id: string): TemplateRow {
    const known = this.#templates.get(id)
    if (known) return known
    const row = rowIfAny(this.#context, 'checklist-template', id)
    const template = row ? templateOf(row) : { ...UNKNOWN_TEMPLATE, id }
    this.#templates.set(id, template)
    return template
  }

  #name(type: 'person' | 'team', id: string): string {
    const known = this.#names.get(id)
    if (known !== undefined) return known
    const value =
      type === 'person'
        ? nameOf(this.#context, id)
        : this.#context.workspace.log.row('team', id)?.fields['name']
    const name = typeof value === 'string' ? value : ''
    this.#names.set(id, name)
    return name
  }
}

export function missView(context: Pick<Context, 'workspace' | 'session'>, row: MissRow): MissView {
  return {
    id: row.id,
    state: row.state,
    comment: row.comment,
    person: row.person,
    personName: nameOf(context, row.person),
    at: row.at,
    ...present({
      newAt: row.newAt,
      reason: row.reason,
      approvedByName: row.approvedBy && nameOf(context, row.approvedBy),
      approvedAt: row.approvedAt,
    }),
  }
}
