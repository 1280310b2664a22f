import { uuidv7 } from 'uuidv7'
import type { CoreProcedureName, InputOf } from '../../../contract/procedures.ts'

type IncidentProcedure = Extract<CoreProcedureName, `incident.${string}`>

const unknown = uuidv7()

/** A valid input for every procedure of incidents, for the matrix of permissions. */
export const INCIDENT_SAMPLES: { readonly [N in IncidentProcedure]: () => InputOf<N> } = {
  'incident.declare': () => ({ title: 'x', grade: 4 }),
  'incident.get': () => ({ id: unknown }),
  'incident.of': () => ({ records: [unknown] }),
  'incident.list': () => ({ limit: 1 }),
  'incident.timeline': () => ({ id: unknown }),
  'incident.tell': () => ({ id: unknown, kind: 'note', text: 'x' }),
  'incident.update': () => ({ id: unknown, changes: { title: 'x' } }),
  'incident.answer': () => ({ id: unknown }),
  'incident.grade': () => ({ id: unknown, grade: 1, reason: 'x' }),
  'incident.setLevel': () => ({ id: unknown, level: 2, reason: 'x' }),
  'incident.decide': () => ({ id: unknown, decision: 'repair', reason: 'x' }),
  'incident.repaired': () => ({ id: unknown, verification: 'x' }),
  'incident.relapse': () => ({ id: unknown, reason: 'x' }),
  'incident.restore': () => ({ id: unknown }),
  'incident.close': () => ({ id: unknown }),
  'incident.correct': () => ({ id: unknown, milestone: 'answered', at: 0, reason: 'x' }),
  'incident.link': () => ({
    id: unknown,
    record: { type: 'log-entry', id: unknown },
    linked: true,
  }),
  'incident.curate': () => ({ id: unknown, key: 'x', pinned: true }),
  'incident.raiseFinding': () => ({ id: unknown, title: 'x' }),
  'incident.causes': () => ({ id: unknown }),
  'incident.analyse': () => ({ incident: unknown, kind: 'why', text: 'x' }),
  'incident.evidence': () => ({ id: unknown }),
  'incident.statistics': () => ({ from: 0, to: 1 }),
  'incident.export': () => ({ from: 0, to: 1, format: 'csv', language: 'en' }),
  'incident.report': () => ({ incident: unknown }),
  'incident.reports': () => ({ limit: 1 }),
  'incident.writeReport': () => ({ incident: unknown, language: 'en' }),
  'incident.saveReport': () => ({ id: unknown, texts: { cause: 'x' } }),
  'incident.submitReport': () => ({ id: unknown }),
  'incident.returnReport': () => ({ id: unknown, reason: 'x' }),
  'incident.approveReport': () => ({ id: unknown }),
  'incident.exportReport': () => ({ id: unknown }),
}
