import type { LogQuery } from '../../../contract/duty-log.ts'
import { FIRST_SEALED_LEVEL, LEVELS } from '../../../contract/roles.ts'
import { FIELD_BREAK, matches } from '../../search/text.ts'
import { amendmentsOf, entryOf, type Tools } from './entry.ts'
import { levelKey } from './log-index.ts'
import { comparePlaces, placesUnder, type Place } from './page.ts'

/**
 * Entries above internal that match, newest first. Their texts and tags are sealed, so that no table
 * can answer; there are few, and they are opened one by one.
 */
export function sealedPlaces(context: Tools, query: LogQuery): Place[] {
  const { workspace, session } = context
  const keys = LEVELS.filter(
    (level) => level >= FIRST_SEALED_LEVEL && level <= session.clearance,
  ).map(levelKey)
  if (keys.length === 0) return []
  const { text, tags, ...rest } = query
  return placesUnder(workspace.db, keys, rest)
    .filter(({ id }) => {
      const row = workspace.log.row('log-entry', id)
      if (!row) return false
      const entry = entryOf(context, row)
      if (tags?.length && !tags.some((tag) => entry.tags.includes(tag))) return false
      const words = [
        entry.originalText,
        ...entry.tags,
        ...amendmentsOf(context, id).map((amendment) => amendment.text),
      ]
      return (
        !text?.trim() ||
        words.some((part) => matches(text, part)) ||
        matches(text, words.join(FIELD_BREAK))
      )
    })
    .toSorted(comparePlaces)
}
