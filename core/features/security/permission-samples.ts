import { uuidv7 } from 'uuidv7'
import type { CoreProcedureName, InputOf } from '../../../contract/procedures.ts'

type SecurityProcedure = Extract<CoreProcedureName, `security.${string}`>

const unknown = uuidv7()

/** A valid input for every procedure of security, for the matrix of permissions. */
export const SECURITY_SAMPLES: { readonly [N in SecurityProcedure]: () => InputOf<N> } = {
  'security.drawRights': () => ({ review: unknown }),
  'security.decideRights': () => ({ lines: [unknown], decision: 'kept' }),
  'security.posture': () => ({ from: 0, to: 1 }),
  'security.postureReport': () => ({ from: 0, to: 1, language: 'en' }),
}
