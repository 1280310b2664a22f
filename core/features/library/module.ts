import type { FeatureModule } from '../../feature.ts'
import { demonstrateLibrary } from './demonstrate.ts'
import { together } from './together.ts'
import { extractVersion } from './extract/extract-version.ts'
import { importHandlers } from './import/handlers.ts'
import { importBackground } from './import/importer.ts'
import { indexBackground } from './index/library-index.ts'
import { searchHandlers } from './index/handlers.ts'
import { libraryHits } from './index/search.ts'
import { bindingHandlers } from './life/bindings.ts'
import { compareHandlers } from './life/compare.ts'
import { documentHandlers } from './life/documents.ts'
import { readingHandlers } from './life/readers.ts'
import { versionHandlers } from './life/versions.ts'
import { libraryWork } from './life/work.ts'
import { readerHandlers } from './reading/handlers.ts'
import { collectionType, documentType, documentVersionType } from './types/document.types.ts'
import { documentNoteType, personalNoteType } from './types/note.types.ts'
import { documentBindingType, documentReadingType, documentUpdateType } from './types/life.types.ts'

/** The document library 文档库 (I1–I4): manuals read and found offline. */
export const library: FeatureModule = {
  name: 'library',
  types: [
    collectionType,
    documentType,
    documentVersionType,
    documentReadingType,
    documentUpdateType,
    documentBindingType,
    documentNoteType,
    personalNoteType,
  ],
  handlers: {
    ...searchHandlers,
    ...importHandlers,
    ...documentHandlers,
    ...versionHandlers,
    ...compareHandlers,
    ...readingHandlers,
    ...bindingHandlers,
    ...readerHandlers,
  },
  background: (host) => together(indexBackground(extractVersion)(host), importBackground(host)),
  contributes: { work: libraryWork, search: libraryHits },
  demonstrate: demonstrateLibrary,
}
