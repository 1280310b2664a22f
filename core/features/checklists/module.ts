import { concernsOf } from '../../concerns.ts'
import type { FeatureModule } from '../../feature.ts'
import { demonstrateChecklists } from './demonstrate.ts'
import { lookBackAlong, lookBackFollows } from './look-back.ts'
import { findingHandlers } from './findings.ts'
import { libraryHandlers } from './library.ts'
import { missHandlers } from './misses.ts'
import { paperHandlers } from './paper.ts'
import { recordHandlers } from './record.ts'
import { checklistSheet } from './sheet.ts'
import { runHandlers } from './runs.ts'
import { scheduleHandlers } from './schedules.ts'
import { countRounds } from './statistics.ts'
import { templateHandlers } from './templates.ts'
import { readTrend } from './trend.ts'
import { checklistWork } from './work.ts'
import { lookBackType } from './types/look-back.type.ts'
import { findingType } from './types/finding.type.ts'
import {
  checklistConfirmationType,
  checklistMissType,
  checklistResultType,
  checklistRunType,
} from './types/run.types.ts'
import {
  checklistScheduleType,
  checklistTemplateType,
  checklistVersionType,
} from './types/template.types.ts'

/** Duty checklists 日常巡检 (A4): what is due is computed from schedules; what people do is recorded. */
export const checklists: FeatureModule = {
  name: 'checklists',
  types: [
    checklistTemplateType,
    checklistVersionType,
    checklistScheduleType,
    checklistRunType,
    checklistResultType,
    checklistConfirmationType,
    checklistMissType,
    findingType,
    lookBackType,
  ],
  handlers: {
    ...templateHandlers,
    ...libraryHandlers,
    ...scheduleHandlers,
    ...runHandlers,
    ...recordHandlers,
    ...missHandlers,
    ...paperHandlers,
    ...findingHandlers,
    'checklists.trend': readTrend,
    'checklists.statistics': countRounds,
  },
  demonstrate: demonstrateChecklists,
  contributes: {
    work: checklistWork,
    follows: lookBackFollows,
    along: lookBackAlong,
    sheet: checklistSheet,
    concerns: (_context, _shift, points) => concernsOf('checklists', points),
  },
}
