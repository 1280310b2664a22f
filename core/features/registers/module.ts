import { concernsOf } from '../../concerns.ts'
import type { FeatureModule } from '../../feature.ts'
import { collaborationHandlers } from './collaboration.ts'
import { commentHandlers } from './comments.ts'
import { demonstrateRegisters } from './demonstrate.ts'
import { deadlineSheet } from './duty/deadlines.ts'
import { registerSheet } from './duty/sheet.ts'
import { registerWork } from './duty/work.ts'
import { readyHandlers } from './ready.ts'
import { registerHandlers } from './handlers.ts'
import { keyToolType } from './types/key-tool.type.ts'
import {
  backupJobType,
  configurationItemType,
  inspectionPointType,
} from './types/operations.types.ts'
import { contactType, personType, postType, teamType } from './types/people.types.ts'
import { commentReadType, commentType, savedViewType } from './types/shared.types.ts'
import { requestType } from './types/workflow.types.ts'

/** The generic register and the plain types that other features refer to. */
export const registers: FeatureModule = {
  name: 'registers',
  types: [
    contactType,
    keyToolType,
    teamType,
    personType,
    postType,
    configurationItemType,
    inspectionPointType,
    backupJobType,
    requestType,
    commentType,
    commentReadType,
    savedViewType,
  ],
  handlers: {
    ...registerHandlers,
    ...collaborationHandlers,
    ...commentHandlers,
    ...readyHandlers,
  },
  contributes: {
    work: registerWork,
    sheet: (context, shift) => [...registerSheet(context), ...deadlineSheet(context, shift)],
    concerns: (context) => concernsOf('registers', registerSheet(context)),
  },
  demonstrate: demonstrateRegisters,
}
