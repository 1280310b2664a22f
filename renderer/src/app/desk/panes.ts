import type { Condition } from '../../../../contract/common.ts'

export interface DeskPane {
  readonly key: 'out' | 'changes' | 'requests' | 'backups'
  readonly type: string
  readonly where: readonly Condition[]
  /** Letter that leads there, by its physical key. */
  readonly code: `Key${string}`
  readonly who?: string
  readonly status: string
  /** The time that was agreed, and the status in which it counts instead of the status's own word. */
  readonly due?: { readonly field: string; readonly while: string }
}

/** What wants somebody's attention, as far as the registers know. */
export const PANES: readonly DeskPane[] = [
  {
    key: 'changes',
    type: 'change',
    where: [{ field: 'status', op: 'any', value: ['requested', 'approved', 'running', 'done'] }],
    code: 'KeyC',
    who: 'implementer',
    status: 'status',
  },
  {
    key: 'requests',
    type: 'request',
    where: [{ field: 'status', op: 'any', value: ['open'] }],
    code: 'KeyR',
    who: 'handler',
    status: 'status',
    due: { field: 'dueAt', while: 'open' },
  },
  {
    key: 'out',
    type: 'key-tool',
    where: [{ field: 'state', op: 'any', value: ['out', 'lost'] }],
    code: 'KeyK',
    who: 'borrower',
    status: 'state',
    due: { field: 'dueBack', while: 'out' },
  },
  {
    key: 'backups',
    type: 'backup-job',
    where: [{ field: 'lastResult', op: 'any', value: ['partial', 'failed'] }],
    code: 'KeyB',
    status: 'lastResult',
  },
]

/** The register with just what the pane shows. */
export const registerOf = (pane: DeskPane) => ({
  path: `/register/${pane.type}`,
  query: { where: JSON.stringify(pane.where) },
})
