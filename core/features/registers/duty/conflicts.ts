import type { WorkItem } from '../../../../contract/duty.ts'
import { fill } from '../../../../contract/text.ts'
import type { Context } from '../../../feature.ts'
import { conflicting } from '../../../records/list.ts'
import { WORDS } from './words.ts'

/** So many stand in the work list; the screen shows them all. */
const SHOWN = 50

/** Records that were changed apart, for whoever may decide. */
export function conflictWork(context: Context): readonly WorkItem[] {
  const { types } = context.workspace
  const { language, roles } = context.session
  return conflicting(context, SHOWN).flatMap((record): WorkItem[] => {
    const type = types.get(record.type)
    const who = type?.permissions.update
    if (!type || type.managed || who === undefined) return []
    if (who !== 'all' && !who.some((role) => roles.includes(role))) return []
    return [
      {
        key: `conflict/${record.type}/${record.id}`,
        source: 'conflicts',
        title: record.title,
        detail: fill(WORDS.disagrees[language], {
          type: type.label[language],
          count: record.conflicts.length,
        }),
        state: 'due',
        at: record.updatedAt,
        ...(who === 'all' ? {} : { roles: [...who] }),
        record: { type: record.type, id: record.id },
        path: `/conflicts/${record.type}/${record.id}`,
      },
    ]
  })
}
