import type { FeatureModule } from '../../feature.ts'
import { listAbsences, removeAbsence, setAbsence } from './absences.ts'
import { readBoard, readDuty } from './board.ts'
import { exportCalendar } from './calendar.ts'
import { demonstrateRoster } from './demonstrate.ts'
import { clearShift, placePeople } from './place.ts'
import { createRoster, planRoster, setMembers, updateRoster } from './plan.ts'
import { previewPattern } from './preview.ts'
import { listRosters, listShifts, shiftsIn } from './read.ts'
import { plainShift } from './staffing.ts'
import { answerSwap, askSwap, decideSwap, listSwaps, withdrawSwap } from './swaps.ts'
import { restAfterSwap } from './swap-rest.ts'
import { ROSTER_TYPES } from './types.ts'
import { rosterWork } from './work.ts'

/** The roster 排班 (A1): shifts computed from rotations, changed by absences, swaps and by hand. */
export const roster: FeatureModule = {
  name: 'roster',
  types: ROSTER_TYPES,
  handlers: {
    'roster.list': listRosters,
    'roster.create': createRoster,
    'roster.update': updateRoster,
    'roster.plan': planRoster,
    'roster.setMembers': setMembers,
    'roster.shifts': listShifts,
    'roster.board': readBoard,
    'roster.duty': readDuty,
    'roster.preview': previewPattern,
    'roster.place': placePeople,
    'roster.clear': clearShift,
    'roster.swaps': listSwaps,
    'roster.swapRest': restAfterSwap,
    'roster.askSwap': askSwap,
    'roster.answerSwap': answerSwap,
    'roster.decideSwap': decideSwap,
    'roster.withdrawSwap': withdrawSwap,
    'roster.absences': listAbsences,
    'roster.setAbsence': setAbsence,
    'roster.removeAbsence': removeAbsence,
    'roster.calendar': exportCalendar,
  },
  contributes: {
    shifts: (context, period) => shiftsIn(context, period).map(plainShift),
    work: rosterWork,
  },
  demonstrate: demonstrateRoster,
}
