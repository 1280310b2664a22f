import { concernsOf } from '../../concerns.ts'
import type { FeatureModule } from '../../feature.ts'
import { demonstrateDutyLog } from './demonstrate.ts'
import { logSheet, logTimeline } from './duty.ts'
import { exportEntries } from './export.ts'
import { logIndex } from './log-index.ts'
import { countDays, facetEntries, getEntry, listEntries, listTags } from './read.ts'
import { logTextIndex } from './text-index.ts'
import { logAmendmentType, logEntryType } from './types.ts'
import { amendEntry, writeEntry } from './write.ts'

/** The duty log 值班日志 (A3): entries written once, amended with the original kept. */
export const dutyLog: FeatureModule = {
  name: 'duty-log',
  types: [logEntryType, logAmendmentType],
  handlers: {
    'log.write': writeEntry,
    'log.amend': amendEntry,
    'log.list': listEntries,
    'log.get': getEntry,
    'log.days': countDays,
    'log.facets': facetEntries,
    'log.tags': listTags,
    'log.export': exportEntries,
  },
  projections: (db) => [logIndex(db), logTextIndex(db)],
  contributes: {
    sheet: logSheet,
    concerns: (_context, _shift, points) => concernsOf('duty-log', points),
    timeline: logTimeline,
  },
  demonstrate: demonstrateDutyLog,
}
