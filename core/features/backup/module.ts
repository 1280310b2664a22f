import type { FeatureModule } from '../../feature.ts'
import { backupBackground } from './background.ts'
import { workspaceBackupType } from './backup.type.ts'
import { backupConcerns } from './concerns.ts'
import { backupHandlers } from './handlers.ts'

/** Backups of the workspace itself (L4): made by the clock, tried out, told of when they fail. */
export const backup: FeatureModule = {
  name: 'backup',
  types: [workspaceBackupType],
  handlers: backupHandlers,
  background: backupBackground,
  contributes: { concerns: backupConcerns },
}
