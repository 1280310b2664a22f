import type { FeatureModule } from '../../feature.ts'
import { demonstratePeople } from './demonstrate.ts'
import { dutyHandlers, dutyWork } from './duties.ts'
import { postWork } from './without-post.ts'
import { peopleAlong, peopleGuards } from './follows.ts'
import {
  acknowledgementType,
  assignmentType,
  postDutyType,
  raciType,
  workStandardType,
} from './types/duty.types.ts'
import {
  certificateType,
  studyType,
  technologyType,
  trainingPlanType,
} from './types/growth.types.ts'
import { inspectionType, responsibilityReviewType } from './types/supervision.types.ts'

/** People and responsibility 职责落实 (J1, J3, J4, J6). */
export const people: FeatureModule = {
  name: 'people',
  types: [
    postDutyType,
    acknowledgementType,
    workStandardType,
    raciType,
    assignmentType,
    responsibilityReviewType,
    trainingPlanType,
    studyType,
    certificateType,
    inspectionType,
    technologyType,
  ],
  handlers: dutyHandlers,
  guards: peopleGuards,
  contributes: {
    along: peopleAlong,
    work: (context) => [...dutyWork(context), ...postWork(context)],
  },
  demonstrate: demonstratePeople,
}
