import type { Phase } from '../../../contract/incident-rules.ts'
import { isEmpty } from '../../records/validate.ts'
import type { Incident } from './row.ts'

/** What each phase wants to be filled in before the next one begins (D3). */
export const REQUIRED: Readonly<Record<Phase, readonly string[]>> = {
  report: ['title', 'discoveredAt', 'scope', 'reportedTo'],
  assess: ['assessor', 'impacts', 'loss', 'options'],
  implement: ['executor', 'verification'],
  review: ['causeKind', 'rootCause', 'lessons', 'improvement'],
  closed: [],
}

/** Fields that the incident's phase still wants. */
export const missingIn = ({ phase, fields }: Pick<Incident, 'phase' | 'fields'>): string[] =>
  REQUIRED[phase].filter((name) => isEmpty(fields[name]))
