import type { FeatureModule } from '../../feature.ts'
import { actHandlers } from './acts.ts'
import { causeHandlers } from './causes.ts'
import { changeHandlers } from './change.ts'
import { declareIncident } from './declare.ts'
import { demonstrateIncidents } from './demonstrate.ts'
import {
  incidentConcerns,
  incidentSheet,
  incidentTimeline,
  incidentWork,
  stoppedByIncident,
} from './duty.ts'
import { evidenceHandlers } from './evidence.ts'
import { figureHandlers } from './figures.ts'
import { readHandlers } from './list.ts'
import { levelHandlers } from './levels.ts'
import { reportHandlers } from './report/acts.ts'
import { timelineHandlers } from './timeline.ts'
import { incidentCauseType } from './types/cause.type.ts'
import { incidentType } from './types/incident.type.ts'
import { problemType } from './types/problem.type.ts'
import { faultReportType } from './types/report.type.ts'
import { timelineEventType, timelineMarkType } from './types/timeline.types.ts'

/** Incidents 故障/突发事件 (C1–C4, D3, D4): from the declaration to the approved fault report. */
export const incidents: FeatureModule = {
  name: 'incidents',
  types: [
    incidentType,
    timelineEventType,
    timelineMarkType,
    incidentCauseType,
    problemType,
    faultReportType,
  ],
  handlers: {
    'incident.declare': declareIncident,
    ...readHandlers,
    ...timelineHandlers,
    ...changeHandlers,
    ...actHandlers,
    ...levelHandlers,
    ...causeHandlers,
    ...evidenceHandlers,
    ...figureHandlers,
    ...reportHandlers,
  },
  demonstrate: demonstrateIncidents,
  contributes: {
    work: incidentWork,
    sheet: incidentSheet,
    concerns: incidentConcerns,
    timeline: incidentTimeline,
    handoverStopped: stoppedByIncident,
  },
}
