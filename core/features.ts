import type { FeatureModule } from './feature.ts'
import { backup } from './features/backup/module.ts'
import { checklists } from './features/checklists/module.ts'
import { configuration } from './features/configuration/module.ts'
import { dutyLog } from './features/duty-log/module.ts'
import { handover } from './features/handover/module.ts'
import { incidents } from './features/incidents/module.ts'
import { laws } from './features/laws/module.ts'
import { library } from './features/library/module.ts'
import { monitoring } from './features/monitoring/module.ts'
import { people } from './features/people/module.ts'
import { registers } from './features/registers/module.ts'
import { response } from './features/response/module.ts'
import { roster } from './features/roster/module.ts'
import { security } from './features/security/module.ts'
import { support } from './features/support/module.ts'
import { work } from './features/work/module.ts'

/** All features of the product. Adding or removing one is one line here. */
export const FEATURES: readonly FeatureModule[] = [
  registers,
  roster,
  dutyLog,
  checklists,
  handover,
  incidents,
  response,
  library,
  monitoring,
  configuration,
  security,
  laws,
  support,
  people,
  work,
  backup,
]
