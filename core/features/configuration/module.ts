import type { FeatureModule } from '../../feature.ts'
import { configurationBackground } from './background.ts'
import { conflictHandlers } from './changes/conflicts.ts'
import { differenceHandlers } from './changes/difference.ts'
import { collectionHandlers } from './collections.ts'
import { surroundingHandlers } from './surroundings.ts'
import { collectionType } from './types/collection.type.ts'
import { configurationWork } from './work.ts'

/** Configuration management 配置管理 (G): collection, relations, baselines, changes, audits. */
export const configuration: FeatureModule = {
  name: 'configuration',
  types: [collectionType],
  handlers: {
    ...surroundingHandlers,
    ...collectionHandlers,
    ...conflictHandlers,
    ...differenceHandlers,
  },
  background: configurationBackground,
  contributes: { work: configurationWork },
}
