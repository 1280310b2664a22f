import type { IncidentStatistics, Span } from '../../../contract/incident-analysis.ts'
import {
  CAUSES,
  GRADES,
  SOURCES,
  type Grade,
  type GradeRules,
} from '../../../contract/incident-rules.ts'
import type { IncidentSummary } from '../../../contract/incidents.ts'
import { dateAt } from '../../time/zone.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Upper bounds of the distribution of repair times, minutes. */
const BOUNDS = [30, 60, 120, 240, 480, 720, 1_440] as const

/** An incident with where its cause was found to lie. */
export interface Counted extends IncidentSummary {
  readonly rules: GradeRules
  readonly cause: (typeof CAUSES)[number]['value'] | null
}

const gradeOf = ({ grade }: IncidentSummary): Grade => GRADES.find((one) => one === grade) ?? 4

export function spanOf(values: readonly { readonly took: number; readonly limit: number }[]): Span {
  const sorted = values.map(({ took }) => took).toSorted((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const median =
    sorted.length % 2 === 1
      ? sorted[middle]
      : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2
  return {
    mean: sorted.length === 0 ? null : sorted.reduce((sum, took) => sum + took, 0) / sorted.length,
    median: sorted.length === 0 ? null : (median ?? null),
    worst: sorted.at(-1) ?? null,
    count: sorted.length,
    within: values.filter(({ took, limit }) => took <= limit).length,
  }
}

/** From the report to the answer, against the limit of the declared grade. */
const answers = (incidents: readonly Counted[]) =>
  incidents.flatMap(({ at, declaredGrade, rules }) => {
    if (at.answered === undefined || at.reported === undefined) return []
    const rule = rules[GRADES.find((grade) => grade === declaredGrade) ?? 4]
    return [{ took: at.answered - at.reported, limit: rule.responseMinutes * MINUTE }]
  })

/** From the discovery until the service was back, against the limit of the grade that counted. */
const repairs = (incidents: readonly Counted[]) =>
  incidents.flatMap((incident) => {
    const { discovered, repaired } = incident.at
    if (discovered === undefined || repaired === undefined) return []
    return [
      { took: repaired - discovered, limit: incident.rules[gradeOf(incident)].repairHours * HOUR },
    ]
  })

const delays = (incidents: readonly Counted[]) =>
  incidents.flatMap(({ at }) =>
    at.discovered === undefined || at.reported === undefined
      ? []
      : [{ took: at.reported - at.discovered, limit: 10 * MINUTE }],
  )

/** Figures of incidents that were discovered in a period. Pure; `zone` says to which month each belongs. */
export function statisticsOf(
  incidents: readonly Counted[],
  zone: string,
  now: number,
): IncidentStatistics {
  const counted = <T>(keys: readonly T[], has: (incident: Counted, key: T) => boolean) =>
    keys.map((key) => incidents.filter((incident) => has(incident, key)).length)
  const took = repairs(incidents).map((repair) => repair.took / MINUTE)
  return {
    total: incidents.length,
    open: incidents.filter(({ phase }) => phase !== 'closed').length,
    grades: GRADES.map((grade) => {
      const own = incidents.filter((incident) => incident.grade === grade)
      return { grade, count: own.length, mtta: spanOf(answers(own)), mttr: spanOf(repairs(own)) }
    }),
    mtta: spanOf(answers(incidents)),
    mttr: spanOf(repairs(incidents)),
    delay: spanOf(delays(incidents)),
    months: monthsOf(incidents, zone),
    services: servicesOf(incidents, now),
    causes: [...CAUSES.map(({ value }) => value), null].map((cause, index, all) => ({
      cause,
      count: counted(all, (incident, key) => incident.cause === key)[index] ?? 0,
    })),
    sources: SOURCES.map(({ value }) => ({
      source: value,
      count: incidents.filter(({ source }) => source === value).length,
    })),
    durations: [...BOUNDS, null].map((upTo, index) => ({
      upTo,
      count: took.filter(
        (minutes) => minutes > (BOUNDS[index - 1] ?? -1) && minutes <= (upTo ?? Infinity),
      ).length,
    })),
    repeats: repeatsOf(incidents),
  }
}

function monthsOf(incidents: readonly Counted[], zone: string): IncidentStatistics['months'] {
  const byMonth = Map.groupBy(incidents, ({ at }) => dateAt(at.discovered ?? 0, zone).slice(0, 7))
  return [...byMonth]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([month, own]) => ({
      month,
      counts: GRADES.map((grade) => own.filter((incident) => incident.grade === grade).length),
      mtta: spanOf(answers(own)).mean,
      mttr: spanOf(repairs(own)).mean,
    }))
}

/** How often each service was affected and for how long; what is still affected counts until now. */
function servicesOf(incidents: readonly Counted[], now: number): IncidentStatistics['services'] {
  const all = incidents.flatMap((incident) =>
    incident.items
      .filter(({ id }) => incident.services.includes(id))
      .map((item) => ({ item, incident })),
  )
  return [...Map.groupBy(all, ({ item }) => item.id).values()]
    .flatMap((own) => {
      const [first] = own
      if (first === undefined) return []
      const impaired = own.reduce(
        (sum, { incident: { at } }) =>
          sum + Math.max(0, (at.repaired ?? at.closed ?? now) - (at.discovered ?? now)),
        0,
      )
      const grave = own.filter(({ incident }) => incident.grade <= 2).length
      return [{ item: first.item, count: own.length, impaired, grave }]
    })
    .toSorted((a, b) => b.count - a.count || b.impaired - a.impaired)
}

const labelOf = ({ id, number, title }: Counted) => ({
  type: 'incident',
  id,
  number,
  title,
  deleted: false,
})

/** What failed again: items with more than one incident, and problems that group more than one. */
function repeatsOf(incidents: readonly Counted[]): IncidentStatistics['repeats'] {
  const named = incidents.flatMap((incident) =>
    [...incident.items, ...(incident.problem ? [incident.problem] : [])].map((of) => ({
      of,
      incident,
    })),
  )
  return [...Map.groupBy(named, ({ of }) => of.id).values()]
    .flatMap((own) => {
      const [first] = own
      return first === undefined || own.length < 2
        ? []
        : [{ of: first.of, incidents: own.map(({ incident }) => labelOf(incident)) }]
    })
    .toSorted((a, b) => b.incidents.length - a.incidents.length)
}
