import type { FeatureModule } from './feature.ts'
import { linkIndex } from './records/links.ts'
import { isStale, markFresh, searchIndex } from './search/search-index.ts'
import type { TypeRegistry, Workspace } from './workspace/workspace.ts'

/** Puts the indexes that every workspace has, and those of the features, under the log. */
export function useProjections(
  { db, log }: Pick<Workspace, 'db' | 'log'>,
  types: TypeRegistry,
  features: readonly FeatureModule[],
): void {
  const own = features.flatMap((feature) => feature.projections?.(db) ?? [])
  for (const projection of [searchIndex(db, types), linkIndex(db, types), ...own])
    log.use(projection)
  if (!isStale(db) && !log.madeAnew) return
  // A new workspace has its tables and no index yet: nothing but these follows anew from its records.
  if (log.madeAnew) log.rebuild()
  else log.project()
  markFresh(db)
}
