import { LEVELS, type Level } from '../../../../contract/roles.ts'
import type { ContentCipher } from '../../../workspace/workspace.ts'
import type { LibraryIndex } from './shelves.ts'
import type { ShelfTitle } from './shelf.ts'

/** What has to happen so that the shelves hold a document as its record is. */
export interface Plan {
  readonly document: string
  /** Shelves that hold it and should not, or hold another version. */
  readonly remove: readonly Level[]
  /** The shelf that has its text, where it stands on another than its own. */
  readonly move?: { readonly from: Level; readonly to: Level; readonly version: string }
  readonly rename?: { readonly level: Level; readonly title: ShelfTitle }
  /** The version whose text has to be taken out of its file. */
  readonly extract?: { readonly version: string; readonly level: Level }
}

export function planOf(
  index: LibraryIndex,
  document: string,
  cipher: ContentCipher | undefined,
): Plan {
  const facts = index.facts.get(document)
  const holding = LEVELS.flatMap((level) => {
    const held = index.reader(level)?.documents.get(document)
    return held ? [{ level, held }] : []
  })
  if (facts === undefined) return { document, remove: holding.map(({ level }) => level) }
  const { level, version } = facts
  const right = holding.find((one) => one.level === level && one.held.version === version)
  const remove = holding.filter((one) => one !== right).map((one) => one.level)
  if (right) {
    const title = index.titleOf(document, cipher)
    const same =
      title === undefined ||
      (title.title === right.held.title && title.tags.join('\n') === right.held.tags)
    return { document, remove, ...(same ? {} : { rename: { level, title } }) }
  }
  if (index.reader(level) === undefined) return { document, remove }
  const from = holding.find((one) => one.held.version === version)
  if (from) return { document, remove, move: { from: from.level, to: level, version } }
  return { document, remove, extract: { version, level } }
}
