import type { Level } from '../../../../contract/roles.ts'
import type { Text } from '../../../../contract/text.ts'
import { both } from './stories.ts'

export const COLLECTIONS: readonly {
  readonly key: string
  readonly level: Level
  readonly post: string
  readonly name: Text
  readonly description: Text
}[] = [
  {
    key: 'storage',
    level: 1,
    post: 'storage',
    name: both('存储', 'Storage'),
    description: both(
      '阵列、双活网关、备件的手册、预案和台账',
      'Manuals, plans and ledgers of arrays, gateways and spares',
    ),
  },
  {
    key: 'database',
    level: 1,
    post: 'database',
    name: both('数据库', 'Databases'),
    description: both(
      '核心库切换、备份、恢复',
      'Switching, backing up and restoring the core databases',
    ),
  },
  {
    key: 'power-network',
    level: 1,
    post: 'facility',
    name: both('网络与动力', 'Network and power'),
    description: both('供配电、空调、交换机和专线', 'Power, cooling, switches and lines'),
  },
  {
    key: 'duty',
    level: 0,
    post: 'lead',
    name: both('值班管理', 'Running the shift'),
    description: both('值班制度、系统架构', 'How the shift works, and what it runs'),
  },
]
