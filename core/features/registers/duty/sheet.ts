import type { SheetPoint } from '../../../../contract/duty.ts'
import type { Context } from '../../../feature.ts'
import { keyToolType } from '../types/key-tool.type.ts'
import { backupJobType } from '../types/operations.types.ts'
import { requestType } from '../types/workflow.types.ts'
import { found, said, textOf, timeOf, type Found } from '../../../records/found.ts'
import { WORDS } from './words.ts'

const pointOf = (row: Found): Pick<SheetPoint, 'key' | 'title' | 'record' | 'open'> => ({
  key: `${row.record.type}/${row.record.id}`,
  title: row.title,
  record: row.record,
  open: true,
})

/** What the registers have to tell at a handover: open until it is settled in the register. */
export function registerSheet(context: Context): readonly SheetPoint[] {
  return [...failedBackups(context), ...lentOut(context), ...openRequests(context)]
}

function failedBackups(context: Context): SheetPoint[] {
  const rows = found(context, backupJobType, "lastResult IN ('failed', 'partial')", [], 'lastRun')
  return rows.map((row) => {
    const failed = row.fields['lastResult'] === 'failed'
    return {
      ...pointOf(row),
      section: 'alerts',
      detail: said(context, failed ? WORDS.backupFailed : WORDS.backupPartial),
      tone: failed ? 'crit' : 'warn',
      at: timeOf(row.fields['lastRun']) ?? row.changedAt,
    }
  })
}

function lentOut(context: Context): SheetPoint[] {
  const now = context.now()
  const rows = found(context, keyToolType, "state IN ('out', 'lost')", [], 'state, dueBack')
  return rows.map((row) => {
    const lost = row.fields['state'] === 'lost'
    const due = timeOf(row.fields['dueBack'])
    const code = textOf(row.fields['code'])
    const words = said(context, lost ? WORDS.lost : WORDS.lentOut)
      .replace('{name}', code === undefined ? row.title : `${code} ${row.title}`)
      .replace('{borrower}', textOf(row.fields['borrower']) ?? '')
    const late = !lost && due !== undefined && due < now
    return {
      ...pointOf(row),
      title: words,
      section: 'keys',
      ...(textOf(row.fields['purpose']) ? { detail: String(row.fields['purpose']) } : {}),
      tone: lost ? 'crit' : late ? 'warn' : 'neutral',
      at: timeOf(row.fields['lentAt']) ?? row.changedAt,
    }
  })
}

function openRequests(context: Context): SheetPoint[] {
  const rows = found(context, requestType, "status = 'open'", [], 'dueAt')
  return rows.map((row) => ({
    ...pointOf(row),
    section: 'actions',
    detail: [row.fields['requester'], row.fields['unit']]
      .flatMap((part) => textOf(part) ?? [])
      .join(' '),
    tone: (timeOf(row.fields['dueAt']) ?? Infinity) < context.now() ? 'warn' : 'notice',
    at: timeOf(row.fields['dueAt']) ?? row.createdAt,
  }))
}
