import type { Condition } from '../../../../contract/common.ts'

export interface DeskPane {
  readonly key: 'out' | 'changes' | 'requests' | 'backups'
  readonly type: string
  readonly where: readonly Condition[]
  /** Fields shown after the title, the last at the right. */
  readonly fields: readonly string[]
  readonly tone: 'plain' | 'warn'
}

/** What wants somebody's attention, as far as the registers know. */
export const PANES: readonly DeskPane[] = [
  {
    key: 'changes',
    type: 'change',
    where: [{ field: 'status', op: 'any', value: ['requested', 'approved', 'running', 'done'] }],
    fields: ['implementer', 'status'],
    tone: 'plain',
  },
  {
    key: 'requests',
    type: 'request',
    where: [{ field: 'status', op: 'any', value: ['open'] }],
    fields: ['handler', 'status'],
    tone: 'plain',
  },
  {
    key: 'out',
    type: 'key-tool',
    where: [{ field: 'state', op: 'any', value: ['out', 'lost'] }],
    fields: ['borrower', 'state'],
    tone: 'plain',
  },
  {
    key: 'backups',
    type: 'backup-job',
    where: [{ field: 'lastResult', op: 'any', value: ['partial', 'failed'] }],
    fields: ['lastResult'],
    tone: 'warn',
  },
]
