import type { RecordType } from '../../../contract/record-type.ts'
import type { Text } from '../../../contract/text.ts'
import { FAMILIES, isOfFamily, partsOf, type FamilyPart } from '../records/families.ts'
import { TEXTS } from './texts.ts'

export interface Place {
  readonly path: string
  readonly icon: string
  readonly label: Text
  /** Type of its records; the count of what changed and "new" follow from it. */
  readonly type?: string
  /** Registers and screens that share this place: one line in the navigation, tabs on each of them. */
  readonly parts?: readonly FamilyPart[]
}

export interface Area {
  readonly name: NonNullable<RecordType['area']>
  readonly label: Text
  readonly places: readonly Place[]
}

const FIXED: Readonly<Record<Area['name'], readonly Place[]>> = {
  duty: [
    { path: '/desk', icon: 'desk', label: TEXTS.desk },
    { path: '/handover', icon: 'handover', label: TEXTS.handover, type: 'handover-sheet' },
    { path: '/checklists', icon: 'rounds', label: TEXTS.rounds, type: 'checklist-run' },
    { path: '/log', icon: 'log', label: TEXTS.log, type: 'log-entry' },
    { path: '/work', icon: 'work', label: TEXTS.work },
    { path: '/roster', icon: 'roster', label: TEXTS.roster },
  ],
  operations: [
    { path: '/monitors', icon: 'monitor', label: TEXTS.monitors, type: 'monitor' },
    { path: '/alerts', icon: 'bell', label: TEXTS.alerts, type: 'alert' },
    {
      path: '/incidents',
      icon: 'incident',
      label: TEXTS.incidents,
      type: 'incident',
      parts: [
        { path: '/incidents', label: TEXTS.incidents },
        { path: '/register/problem', label: TEXTS.problems },
      ],
    },
    { path: '/emergency', icon: 'siren', label: TEXTS.emergency, type: 'activation' },
  ],
  management: [],
  records: [{ path: '/library', icon: 'library', label: TEXTS.library, type: 'document' }],
}
const CONFLICTS: Place = { path: '/conflicts', icon: 's-differ', label: TEXTS.conflicts }
/** Registers that are reached from a screen of the frame. */
const HELD = new Set(
  Object.values(FIXED).flatMap((places) =>
    places.flatMap(({ parts }) => (parts ?? []).map(({ path }) => path)),
  ),
)
const AUDIT: Place = { path: '/audit', icon: 'audit', label: TEXTS.audit }

const NAMES = ['duty', 'operations', 'management', 'records'] as const
const LABELS = {
  duty: TEXTS.onDuty,
  operations: TEXTS.operations,
  management: TEXTS.management,
  records: TEXTS.records,
}

/** Navigation: the screens of the frame, and a register for each type that declares an area and may be read. */
export function areasOf(types: readonly RecordType[]): readonly Area[] {
  return NAMES.map((name) => ({
    name,
    label: LABELS[name],
    places: [
      ...FIXED[name],
      ...familiesOf(name, types),
      ...types
        .filter(
          (type) =>
            type.area === name &&
            !type.managed &&
            !isOfFamily(type.name) &&
            !HELD.has(`/register/${type.name}`),
        )
        .map((type) => ({
          path: `/register/${type.name}`,
          icon: type.icon,
          label: type.short ?? type.plural,
          type: type.name,
        })),
      ...(name === 'records' ? [CONFLICTS, AUDIT] : []),
    ],
  })).filter(({ places }) => places.length > 0)
}

/** Families of an area with a part that may be read; the line leads to the first of them. */
const familiesOf = (area: Area['name'], types: readonly RecordType[]): readonly Place[] =>
  FAMILIES.filter((family) => family.area === area).flatMap((family): Place[] => {
    const parts = partsOf(family, types)
    const [first] = parts
    return first ? [{ path: first.path, icon: family.icon, label: family.label, parts }] : []
  })
