import type { IncidentView } from '../../../../../contract/incidents.ts'

export type Act =
  | 'answer'
  | 'grade'
  | 'level'
  | 'decide'
  | 'repaired'
  | 'relapse'
  | 'restore'
  | 'close'
  | 'correct'

/** What leads on from where the incident stands: the act of Enter. */
export function nextAct({
  phase,
  impaired,
}: Pick<IncidentView, 'phase' | 'impaired'>): Act | undefined {
  switch (phase) {
    case 'report':
      return 'answer'
    case 'assess':
      return 'decide'
    case 'implement':
      return impaired ? 'repaired' : 'restore'
    case 'review':
      return 'close'
    case 'closed':
      return undefined
  }
}

/** What else may be done. */
export const otherActs = ({ phase, impaired }: Pick<IncidentView, 'phase' | 'impaired'>): Act[] => [
  ...(phase === 'closed' ? [] : (['grade', 'level', 'correct'] as const)),
  ...(phase === 'implement' ? (['decide'] as const) : []),
  ...(!impaired && (phase === 'implement' || phase === 'review') ? (['relapse'] as const) : []),
]

/** Whoever works on an incident may; the other acts are those of who is in charge. */
export const ANYBODYS: readonly Act[] = ['repaired', 'relapse']
