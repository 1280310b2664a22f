import type { WithoutPost } from '../../../contract/people.ts'
import type { WorkItem } from '../../../contract/duty.ts'
import { fill } from '../../../contract/text.ts'
import type { Role } from '../../../contract/roles.ts'
import { mayActOn } from '../../dispatch.ts'
import type { Context } from '../../feature.ts'
import { hlcToMs } from '../../log/clock.ts'
import { tableOf } from '../../log/shape.ts'
import { t } from '../../records/declare.ts'
import { labels } from '../../records/view.ts'

/** What must name its responsible post (J1): the field that names it, what is still in use, and who keeps the register. */
const OWNED: readonly {
  readonly type: string
  readonly field: string
  readonly inUse: string
  readonly keepers: readonly Role[]
}[] = [
  {
    type: 'checklist-template',
    field: 'post',
    inUse: 'coalesce(retired, 0) = 0',
    keepers: ['manager'],
  },
  {
    type: 'emergency-plan',
    field: 'post',
    inUse: 'coalesce(retired, 0) = 0',
    keepers: ['manager'],
  },
  { type: 'document', field: 'owner', inUse: '1', keepers: ['controller', 'manager'] },
  {
    type: 'configuration-item',
    field: 'post',
    inUse: "coalesce(state, 'live') <> 'retired'",
    keepers: ['manager'],
  },
]
/** Of each kind so many are named; the count is exact. */
const SHOWN = 100

/** Checklists, plans, documents and configuration items in use that no post answers for, as far as the person may see. */
export function withoutPost(context: Context): WithoutPost[] {
  const { workspace, session } = context
  return OWNED.flatMap(({ type, field, inUse }): WithoutPost[] => {
    if (!mayActOn(workspace.types, session, type, 'read')) return []
    const where = `"${field}" IS NULL AND ${inUse} AND _deleted = 0 AND _level <= ?`
    const found = workspace.db
      .prepare<[number], { count: number; since: number | null }>(
        `SELECT count(*) AS count, max(_updated) AS since FROM ${tableOf(type)} WHERE ${where}`,
      )
      .get(session.clearance)
    if (!found || found.count === 0 || found.since === null) return []
    const ids = workspace.db
      .prepare<[number], string>(
        `SELECT id FROM ${tableOf(type)} WHERE ${where} ORDER BY id DESC LIMIT ${SHOWN}`,
      )
      .pluck()
      .all(session.clearance)
    const named = labels(
      context,
      ids.map((id) => ({ type, id })),
    )
    return [{ type, count: found.count, since: hlcToMs(found.since), records: named }]
  })
}

const TITLE = t(
  '指定责任岗位：{plural}（{count}）',
  'Name the responsible post: {plural} ({count})',
)

/** Whoever keeps a register names the posts that are missing in it. */
export function postWork(context: Context): WorkItem[] {
  const { language } = context.session
  return withoutPost(context).map(({ type, count, since }) => ({
    key: `without-post/${type}`,
    source: type,
    title: fill(TITLE[language], {
      plural: context.workspace.types.get(type)?.plural[language] ?? type,
      count,
    }),
    state: 'due',
    at: since,
    roles: [...(OWNED.find((owned) => owned.type === type)?.keepers ?? [])],
    path: '/people/duties?part=without',
  }))
}
