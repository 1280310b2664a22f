import type { FeatureModule } from '../../feature.ts'
import { demonstrateResponse } from './demonstrate.ts'
import { drillHandlers } from './drills/drills.ts'
import { planLibraryHandlers } from './plans/library.ts'
import { planHandlers } from './plans/plans.ts'
import { versionHandlers } from './plans/versions.ts'
import { activateHandlers } from './run/activate.ts'
import { conductHandlers } from './run/conduct.ts'
import { decideHandlers } from './run/decide.ts'
import { reportHandlers } from './run/report.ts'
import { reviewHandlers } from './run/review.ts'
import { timelineHandlers } from './run/timeline.ts'
import { responseConcerns, responseSheet, responseTimeline } from './sheet.ts'
import { drillScheduleType, drillScoreType } from './types/drill.types.ts'
import {
  emergencyPlanType,
  emergencyPlanVersionType,
  planProposalType,
} from './types/plan.types.ts'
import {
  activationType,
  responseReportType,
  responseStepType,
  stepResultType,
} from './types/run.types.ts'
import { responseWork } from './work.ts'

/** Emergency response 应急响应 (D): plans, activations and drills on one engine of steps. */
export const response: FeatureModule = {
  name: 'response',
  types: [
    emergencyPlanType,
    emergencyPlanVersionType,
    planProposalType,
    activationType,
    responseStepType,
    stepResultType,
    responseReportType,
    drillScheduleType,
    drillScoreType,
  ],
  handlers: {
    ...planHandlers,
    ...versionHandlers,
    ...planLibraryHandlers,
    ...activateHandlers,
    ...decideHandlers,
    ...conductHandlers,
    ...reviewHandlers,
    ...timelineHandlers,
    ...reportHandlers,
    ...drillHandlers,
  },
  demonstrate: demonstrateResponse,
  contributes: {
    work: responseWork,
    sheet: responseSheet,
    timeline: responseTimeline,
    concerns: responseConcerns,
  },
}
