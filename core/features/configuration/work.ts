import type { WorkItem } from '../../../contract/duty.ts'
import type { Text } from '../../../contract/text.ts'
import type { Context, Period } from '../../feature.ts'

const REVIEW: Text = { 'zh-CN': '核对{host}的配置差异', en: 'Review what changed on {host}' }
const COUNT: Text = { 'zh-CN': '{count}项', en: '{count} differences' }

/** Differences of workstations that nobody looked at; the first collection found everything and asks nothing. */
export function configurationWork(context: Context, period: Period): readonly WorkItem[] {
  const { workspace, session } = context
  const rows = workspace.db
    .prepare<[number], { id: string; host: string; at: number; count: number }>(
      `SELECT c.id, c.host, c."takenAt" AS at, c.count FROM r_configuration_collection c
       WHERE c._deleted = 0 AND c."reviewedAt" IS NULL AND c."takenAt" < ? AND EXISTS (
         SELECT 1 FROM r_configuration_collection first
         WHERE first._deleted = 0 AND first.device = c.device AND first."takenAt" < c."takenAt")
       ORDER BY c."takenAt" LIMIT 100`,
    )
    .all(period.to)
  return rows.map(({ id, host, at, count }) => ({
    key: `configuration-collection/${id}`,
    source: 'configuration',
    title: REVIEW[session.language].replace('{host}', host),
    detail: COUNT[session.language].replace('{count}', String(count)),
    state: 'due',
    at,
    roles: ['lead', 'manager', 'administrator'],
    record: { type: 'configuration-collection', id },
    path: '/configuration/workstation',
  }))
}
