import type { LogQuery } from '../../../../../contract/duty-log.ts'

/** What the list is narrowed to beside its period. */
export interface LogFilters {
  readonly text: string
  readonly categories: readonly string[]
  readonly people: readonly string[]
  readonly tags: readonly string[]
  readonly lateOnly: boolean
  readonly amendedOnly: boolean
}

export const NO_FILTERS: LogFilters = {
  text: '',
  categories: [],
  people: [],
  tags: [],
  lateOnly: false,
  amendedOnly: false,
}

export const isFiltered = (filters: LogFilters): boolean =>
  filters.text.trim() !== '' ||
  filters.lateOnly ||
  filters.amendedOnly ||
  filters.categories.length + filters.people.length + filters.tags.length > 0

/** Takes a value into a list or out of it again. */
export const toggled = (list: readonly string[], value: string): readonly string[] =>
  list.includes(value) ? list.filter((other) => other !== value) : [...list, value]

/** Only what says something: an absent condition and an empty one are the same to core. */
export function queryOf(
  filters: LogFilters,
  bounds: { readonly from?: number; readonly to?: number },
): LogQuery {
  const text = filters.text.trim()
  return {
    ...bounds,
    ...(text === '' ? {} : { text }),
    ...(filters.categories.length > 0 ? { categories: [...filters.categories] } : {}),
    ...(filters.people.length > 0 ? { people: [...filters.people] } : {}),
    ...(filters.tags.length > 0 ? { tags: [...filters.tags] } : {}),
    ...(filters.lateOnly ? { lateOnly: true } : {}),
    ...(filters.amendedOnly ? { amendedOnly: true } : {}),
  }
}
