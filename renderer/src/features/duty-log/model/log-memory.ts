import { defineStore } from 'pinia'
import type { LogQuery } from '../../../../../contract/duty-log.ts'
import type { OutputOf } from '../../../../../contract/procedures.ts'
import { subscribe } from '../../../call.ts'
import type { LogMemory, LogPage } from './log-pages.ts'

type Facets = OutputOf<'log.facets'>

/** What the log showed last. */
export const useLogMemory = defineStore('log-memory', () => {
  let last: { readonly key: string; readonly page: LogPage; facets?: Facets } | undefined
  const of = (query: LogQuery) => (last?.key === JSON.stringify(query) ? last : undefined)
  // What one person may read, another may not.
  subscribe('session.changed', () => (last = undefined))
  return {
    recall: (query: LogQuery): LogPage | undefined => of(query)?.page,
    keep(query: LogQuery, page: LogPage): void {
      last = { ...of(query), key: JSON.stringify(query), page }
    },
    facetsOf: (query: LogQuery): Facets | undefined => of(query)?.facets,
    keepFacets(query: LogQuery, facets: Facets): void {
      const known = of(query)
      if (known) known.facets = facets
    },
  } satisfies LogMemory & Record<string, unknown>
})
