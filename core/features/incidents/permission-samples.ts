import { uuidv7 } from 'uuidv7'
import type { CoreProcedureName, InputOf } from '../../../contract/procedures.ts'

type IncidentProcedure = Extract<CoreProcedureName, `incident.${string}`>

const unknown = uuidv7()

/** A valid input for every procedure of incidents, for the matrix of permissions. */
export const INCIDENT_SAMPLES: { readonly [N in IncidentProcedure]: () => InputOf<N> } = {
  'incident.declare': () => ({ title: 'x', grade: 4 }),
  'incident.get': () => ({ id: unknown }),
  'incident.list': () => ({ limit: 1 }),
  'incident.timeline': () => ({ id: unknown }),
  'incident.tell': () => ({ id: unknown, kind: 'note', text: 'x' }),
}
