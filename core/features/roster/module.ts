import type { FeatureModule } from '../../feature.ts'
import { demonstrateRoster } from './demonstrate.ts'
import { createRoster, setMembers } from './plan.ts'
import { listRosters, listShifts, shiftsIn } from './read.ts'
import { ROSTER_TYPES } from './types.ts'

/** The roster 排班 (A1): shifts computed from rotations, changed by absences, swaps and by hand. */
export const roster: FeatureModule = {
  name: 'roster',
  types: ROSTER_TYPES,
  handlers: {
    'roster.list': listRosters,
    'roster.create': createRoster,
    'roster.setMembers': setMembers,
    'roster.shifts': listShifts,
  },
  contributes: { shifts: shiftsIn },
  demonstrate: demonstrateRoster,
}
