import { z } from 'zod'
import type { Json } from '../../../contract/record-type.ts'
import { fits, localDate, pattern } from '../../../contract/roster-shapes.ts'
import { hlcToMs } from '../../log/clock.ts'
import type { RecordRow } from '../../log/types.ts'
import type { Context } from '../../feature.ts'
import { isTimeZone } from '../../time/zone.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { crewOf } from './crew.ts'
import type { Absence, DutyFacts, Exchange, Override, Plan, RosterFacts } from './model.ts'
import { shiftKey } from './planned.ts'
import { ROSTER_TYPES } from './types.ts'

const SOURCES: ReadonlySet<string> = new Set([
  ...ROSTER_TYPES.map(({ name }) => name),
  'person',
  'team',
])

const caches = new WeakMap<Workspace['log'], { facts: DutyFacts | undefined }>()

/** Everything that shifts are computed from; read again after one of its records has changed. */
export function factsOf({ workspace }: Pick<Context, 'workspace'>): DutyFacts {
  let cache = caches.get(workspace.log)
  if (cache === undefined) {
    const made: { facts: DutyFacts | undefined } = { facts: undefined }
    workspace.log.onChange((changed) => {
      if ([...changed.keys()].some((type) => SOURCES.has(type))) made.facts = undefined
    })
    caches.set(workspace.log, made)
    cache = made
  }
  cache.facts ??= read(workspace)
  return cache.facts
}

function read(workspace: Workspace): DutyFacts {
  const plans = rows(workspace, 'roster-plan')
  return {
    rosters: rows(workspace, 'roster').flatMap((row) => rosterOf(row, plans)),
    overrides: overridesOf(rows(workspace, 'roster-override')),
    exchanges: exchangesOf(rows(workspace, 'shift-swap')),
    absences: absencesOf(rows(workspace, 'absence')),
    crew: crewOf(workspace),
  }
}

/** Rows that are not deleted, oldest first. */
function rows({ db, log }: Workspace, type: string): RecordRow[] {
  const table = `r_${type.replaceAll('-', '_')}`
  const ids = db
    .prepare<[], string>(`SELECT id FROM ${table} WHERE _deleted = 0 ORDER BY _created, id`)
    .pluck()
    .all() as string[]
  return ids.flatMap((id) => log.row(type, id) ?? [])
}

const text = (value: Json | undefined): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined

const date = (value: Json | undefined): string | undefined => localDate.safeParse(value).data

/** Nothing where another program wrote what no roster can be: the other rosters go on. */
function rosterOf(row: RecordRow, plans: readonly RecordRow[]): RosterFacts[] {
  const { fields } = row
  const timeZone = text(fields['timeZone'])
  if (timeZone === undefined || !isTimeZone(timeZone)) return []
  const roster = {
    id: row.id,
    name: String(fields['name']),
    timeZone,
    minimum: typeof fields['minimum'] === 'number' ? fields['minimum'] : 1,
    leadNeeded: fields['leadNeeded'] !== false,
    post: text(fields['post']),
    endsOn: date(fields['endsOn']),
    plans: plans
      .filter((plan) => plan.fields['roster'] === row.id)
      .flatMap(planOf)
      // Two from one date: the later one holds.
      .toSorted((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0)),
  }
  return [roster]
}

const planFields = pattern
  .extend({ from: localDate, teams: z.array(z.string()).catch([]) })
  .strip()
  .refine(fits)

function planOf({ id, fields }: RecordRow): Plan[] {
  const plan = planFields.safeParse(fields)
  return plan.success ? [{ id, ...plan.data }] : []
}

function overridesOf(found: readonly RecordRow[]): Map<string, Override[]> {
  const byShift = new Map<string, Override[]>()
  for (const { id, fields } of found) {
    const key = shiftKey(String(fields['roster']), String(fields['date']), String(fields['slot']))
    const list = byShift.get(key) ?? []
    list.push({
      id,
      action: String(fields['action']),
      person: text(fields['person']),
      insteadOf: text(fields['insteadOf']),
      team: text(fields['team']),
    })
    byShift.set(key, list)
  }
  return byShift
}

function exchangesOf(found: readonly RecordRow[]): Map<string, Exchange[]> {
  const byShift = new Map<string, Exchange[]>()
  const add = (key: string, out: string, into: string): void => {
    const list = byShift.get(key) ?? []
    list.push({ out, into })
    byShift.set(key, list)
  }
  for (const { fields } of found) {
    if (fields['agreement'] !== 'agreed' || fields['decision'] !== 'approved') continue
    if (fields['withdrawn'] === true) continue
    const [roster, asker, other] = [fields['roster'], fields['asker'], fields['other']].map(String)
    if (roster === undefined || asker === undefined || other === undefined) continue
    add(shiftKey(roster, String(fields['date']), String(fields['slot'])), asker, other)
    const date = text(fields['returnDate'])
    const slot = text(fields['returnSlot'])
    if (date !== undefined && slot !== undefined) add(shiftKey(roster, date, slot), other, asker)
  }
  return byShift
}

function absencesOf(found: readonly RecordRow[]): Map<string, Absence[]> {
  const byPerson = new Map<string, Absence[]>()
  for (const { id, fields, created } of found) {
    const person = String(fields['person'])
    const [from, to] = [date(fields['from']), date(fields['to'])]
    if (from === undefined || to === undefined) continue
    const list = byPerson.get(person) ?? []
    list.push({
      id,
      person,
      from,
      to,
      kind: String(fields['kind']),
      standIn: text(fields['standIn']),
      enteredAt: hlcToMs(created),
    })
    byPerson.set(person, list)
  }
  return byPerson
}
