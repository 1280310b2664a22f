import type { FeatureModule } from '../../feature.ts'
import { workCalendar } from './calendar.ts'
import { demonstrateWork } from './demonstrate.ts'
import { currentShift } from './desk.ts'
import { listWork } from './list.ts'
import { snoozeWork, unsnoozeWork } from './snooze.ts'
import { workSnoozeType } from './snooze.type.ts'

/** The work list 待办 (A5): what all features contribute, as it is to each person. */
export const work: FeatureModule = {
  name: 'work',
  types: [workSnoozeType],
  handlers: {
    'work.list': listWork,
    'work.calendar': workCalendar,
    'work.snooze': snoozeWork,
    'work.unsnooze': unsnoozeWork,
    'work.shift': currentShift,
  },
  demonstrate: demonstrateWork,
}
