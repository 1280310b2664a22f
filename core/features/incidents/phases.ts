import { PHASES, type Phase } from '../../../contract/incident-rules.ts'
import { isEmpty } from '../../records/validate.ts'
import type { Incident } from './row.ts'

/** What each phase wants to be filled in before the next one begins (D3). */
const REQUIRED: Readonly<Record<Phase, readonly string[]>> = {
  report: ['title', 'discoveredAt', 'scope', 'reportedTo'],
  assess: ['assessor', 'impacts', 'loss', 'options'],
  implement: ['executor', 'verification'],
  review: ['causeKind', 'rootCause', 'lessons', 'improvement'],
  closed: [],
}

/** Fields that the incident's phase and those before it still want. */
export const missingIn = ({ phase, fields }: Pick<Incident, 'phase' | 'fields'>): string[] =>
  PHASES.slice(0, PHASES.indexOf(phase) + 1)
    .flatMap((passed) => REQUIRED[passed])
    .filter((name) => isEmpty(fields[name]))
