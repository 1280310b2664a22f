import type { FeatureModule } from '../../feature.ts'
import { accessHandlers } from './access/handlers.ts'
import { demonstrateSecurity } from './demonstrate.ts'
import { securityAlong, securityFollows } from './follows.ts'
import { securityGuards } from './guards.ts'
import { postureHandlers } from './posture/handlers.ts'
import { accessLineType, accessReviewType } from './types/access-review.types.ts'
import { dataAssetType } from './types/asset.type.ts'
import { backupRunType, restoreTestType } from './types/backup.types.ts'
import { securityAuditType, securityEventType } from './types/event.types.ts'
import { protectionMeasureType, securityCheckType } from './types/measure.types.ts'
import { scanPlanType, scanType, vulnerabilityType } from './types/vulnerability.types.ts'
import { securityWork } from './work.ts'

/** Security 安全防护 (E1–E4): measures, data, backups, vulnerabilities, rights, events, audits. */
export const security: FeatureModule = {
  name: 'security',
  types: [
    protectionMeasureType,
    securityCheckType,
    dataAssetType,
    backupRunType,
    restoreTestType,
    vulnerabilityType,
    scanPlanType,
    scanType,
    accessReviewType,
    accessLineType,
    securityEventType,
    securityAuditType,
  ],
  handlers: { ...accessHandlers, ...postureHandlers },
  guards: securityGuards,
  contributes: { follows: securityFollows, along: securityAlong, work: securityWork },
  demonstrate: demonstrateSecurity,
}
