import { concernsOf } from '../../concerns.ts'
import type { FeatureModule } from '../../feature.ts'
import { AUDIT_GUARDS, auditAlong, auditFollows } from './audit/follows.ts'
import { configurationBackground } from './background.ts'
import { conflictHandlers } from './changes/conflicts.ts'
import { differenceHandlers } from './changes/difference.ts'
import { changeSheet, changeTimeline, plannedWork } from './changes/duty.ts'
import { WORK_GUARDS, workAlong, workFollows } from './changes/work.ts'
import { collectionHandlers } from './collections.ts'
import { demonstrateConfiguration } from './demonstrate.ts'
import { surroundingHandlers } from './surroundings.ts'
import { auditType, deviationType } from './types/audit.types.ts'
import { baselineType } from './types/baseline.type.ts'
import { changeType } from './types/change.type.ts'
import { collectionType } from './types/collection.type.ts'
import { upgradeTestType } from './types/upgrade-test.type.ts'
import { upgradeType } from './types/upgrade.type.ts'
import { testFollows } from './upgrades/follows.ts'
import { UPGRADE_GUARDS } from './upgrades/guards.ts'
import { configurationWork } from './work.ts'

/** Configuration management 配置管理 (G) and upgrades 软件升级 (F): what there is, how it should be, how it is changed. */
export const configuration: FeatureModule = {
  name: 'configuration',
  types: [
    collectionType,
    baselineType,
    auditType,
    deviationType,
    changeType,
    upgradeType,
    upgradeTestType,
  ],
  handlers: {
    ...surroundingHandlers,
    ...collectionHandlers,
    ...conflictHandlers,
    ...differenceHandlers,
  },
  guards: { ...WORK_GUARDS, ...AUDIT_GUARDS, ...UPGRADE_GUARDS },
  background: configurationBackground,
  demonstrate: demonstrateConfiguration,
  contributes: {
    work: (context, period) => [
      ...configurationWork(context, period),
      ...plannedWork(context, period),
    ],
    sheet: changeSheet,
    concerns: (_context, _shift, points) => concernsOf('configuration', points),
    timeline: changeTimeline,
    follows: (context, written) => ({
      ...workFollows(context, written),
      ...testFollows(context, written),
      ...auditFollows(context, written),
    }),
    along: (context, written) => [...workAlong(context, written), ...auditAlong(context, written)],
  },
}
