import type { FeatureModule } from '../../feature.ts'
import { indexBackground } from './index/library-index.ts'
import { collectionType, documentType, documentVersionType } from './types/document.types.ts'

/** The document library 文档库 (I1–I4): manuals read and found offline. */
export const library: FeatureModule = {
  name: 'library',
  types: [collectionType, documentType, documentVersionType],
  handlers: {},
  background: indexBackground,
}
