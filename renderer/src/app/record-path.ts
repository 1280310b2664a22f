import type { Place } from '../../../contract/library.ts'

/** Types whose records are read on a screen of their own feature. */
const OWN_PAGES: Readonly<Record<string, string>> = {
  'log-entry': '/log',
  'checklist-run': '/checklists/run',
  'handover-sheet': '/handover',
  'handover-point': '/handover',
  'handover-answer': '/handover',
  'handover-addendum': '/handover',
  'handover-pause': '/handover',
  'shift-swap': '/roster/swaps',
  roster: '/roster',
  'roster-plan': '/roster',
  'roster-override': '/roster',
  document: '/library',
  absence: '/roster',
  monitor: '/monitors',
  alert: '/alerts',
  'emergency-plan': '/emergency/plans',
  activation: '/emergency/response',
  incident: '/incidents',
  'access-review': '/security/access',
  survey: '/support/surveys',
}

/** Address of a record's own page. */
export const recordPath = (type: string, id: string): string =>
  `${OWN_PAGES[type] ?? `/register/${type}`}/${id}`

const PLACE = ['path', 'page', 'anchor', 'quote', 'before', 'after'] as const

/** The place that an address of a document names. */
export function placeOf(address: string): Place {
  const query = new URL(address, 'app://place').searchParams
  return Object.fromEntries(
    PLACE.flatMap((name) => {
      const value = query.get(name)
      return value === null ? [] : [[name, name === 'page' ? Number(value) : value]]
    }),
  )
}

/** Address of a place of a document in the reader; the published version when none is named. */
export const placeAddress = (document: string, place: Place, version?: string) => ({
  path: recordPath('document', document),
  query: {
    ...(version === undefined ? {} : { version }),
    ...Object.fromEntries(
      PLACE.flatMap((name) => (place[name] === undefined ? [] : [[name, String(place[name])]])),
    ),
  },
})
