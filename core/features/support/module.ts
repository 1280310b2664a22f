import type { FeatureModule } from '../../feature.ts'
import { demonstrateSupport } from './demonstrate.ts'
import { supportAlong, supportFollows, supportGuards } from './follows.ts'
import { surveyHandlers } from './survey/handlers.ts'
import { feedbackType, knowledgeType } from './types/knowledge.types.ts'
import { surveyResponseType, surveyType } from './types/survey.types.ts'
import { attendanceType, courseType, sessionType } from './types/training.types.ts'

/** User support 用户支持 (H1–H4): knowledge, feedback, surveys, courses. */
export const support: FeatureModule = {
  name: 'support',
  types: [
    knowledgeType,
    feedbackType,
    surveyType,
    surveyResponseType,
    courseType,
    sessionType,
    attendanceType,
  ],
  handlers: surveyHandlers,
  guards: supportGuards,
  contributes: { follows: supportFollows, along: supportAlong },
  demonstrate: demonstrateSupport,
}
