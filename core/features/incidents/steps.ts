import { decisionsOf, type StepOutcome } from '../../../contract/response-engine.ts'
import type { Json } from '../../../contract/record-type.ts'
import type { RecordRow } from '../../log/types.ts'
import { text, type Incident, type Tools } from './row.ts'

/** Repair and recovery steps of an incident; they are worked off by the engine of responses. */
export interface IncidentStep {
  readonly record: string
  readonly id: string
  readonly title: string
  readonly kind: string
  readonly outcome?: StepOutcome
}

export interface StepResult {
  readonly id: string
  readonly step: string
  readonly attempt: number
  readonly outcome: StepOutcome
  readonly at: number
  readonly by: string
  readonly title: string
  readonly reason: string
  readonly undoneAt?: number
}

const rows = ({ workspace }: Tools, type: string, of: string): RecordRow[] =>
  workspace.types.get(type) === undefined
    ? []
    : workspace.db
        .prepare<[string], { id: string }>(
          `SELECT id FROM r_${type.replaceAll('-', '_')} WHERE _deleted = 0 AND "of" = ? ORDER BY id`,
        )
        .all(of)
        .flatMap(({ id }) => workspace.log.row(type, id) ?? [])

const OUTCOMES: readonly StepOutcome[] = ['done', 'cannot', 'skipped']
const number = (value: Json | undefined): number => (typeof value === 'number' ? value : 0)

/** Every decision about the steps of an incident, by time. */
export const stepResults = (context: Tools, { id: of }: Pick<Incident, 'id'>): StepResult[] =>
  rows(context, 'step-result', of)
    .map(({ id, fields }) => ({
      id,
      step: text(fields['step']),
      attempt: number(fields['attempt']),
      outcome: OUTCOMES.find((outcome) => outcome === fields['outcome']) ?? 'done',
      at: number(fields['at']),
      by: text(fields['by']),
      title: text(fields['title']),
      reason: text(fields['reason']),
      ...(typeof fields['undoneAt'] === 'number' ? { undoneAt: fields['undoneAt'] } : {}),
    }))
    .toSorted((a, b) => a.at - b.at)

/** Steps that were added to an incident, with what counts about each. */
export function stepsOf(context: Tools, incident: Pick<Incident, 'id'>): IncidentStep[] {
  const decided = decisionsOf(stepResults(context, incident))
  return rows(context, 'response-step', incident.id).map(({ id: record, fields }) => {
    const step = fields['step']
    const id = typeof step === 'object' && step !== null && 'id' in step ? String(step.id) : ''
    const decision = decided.get(id)?.decision
    return {
      record,
      id,
      title: text(fields['title']),
      kind: text(fields['kind']),
      ...(decision === undefined ? {} : { outcome: decision.outcome }),
    }
  })
}
