import type { FeatureModule } from '../../feature.ts'
import { actHandlers } from './acts.ts'
import { demonstrateHandover } from './demonstrate.ts'
import { draftHandlers } from './draft.ts'
import { handoverWork, lockedUntilAccepted } from './duties.ts'
import { exportSheet } from './export.ts'
import { faultHandlers, stoppedByFault } from './faults.ts'
import { readHandlers } from './read.ts'
import { shiftHandover } from './taken.ts'
import {
  addendumType,
  answerType,
  majorFaultType,
  pauseType,
  pointType,
  sheetType,
} from './types.ts'
import { verifySheet } from './verify.ts'

/** Handover 交接班 (A2): sheets that both sides sign with their own keys and nobody changes afterwards. */
export const handover: FeatureModule = {
  name: 'handover',
  types: [sheetType, pointType, answerType, addendumType, pauseType, majorFaultType],
  handlers: {
    ...readHandlers,
    ...draftHandlers,
    ...actHandlers,
    ...faultHandlers,
    'handover.verify': verifySheet,
    'handover.export': exportSheet,
  },
  contributes: {
    work: handoverWork,
    roundsLocked: lockedUntilAccepted,
    handoverStopped: stoppedByFault,
    handover: shiftHandover,
  },
  demonstrate: demonstrateHandover,
}
