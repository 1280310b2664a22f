import type { WorkItem } from '../../../../contract/duty.ts'
import type { Context, Period } from '../../../feature.ts'
import { keyToolType } from '../types/key-tool.type.ts'
import { backupJobType, configurationItemType } from '../types/operations.types.ts'
import { contactType, postType } from '../types/people.types.ts'
import { changeType, requestType } from '../types/workflow.types.ts'
import { dayOf, dayStart, found, personOf, said, textOf, timeOf, type Found } from './rows.ts'
import { WORDS } from './words.ts'

const HOUR = 3_600_000
/** A restore test counts for so many days. */
const RESTORE_TEST_DAYS = 100
/** A deadline that passed longer ago than this is a matter for the register, no longer for the list. */
const FORGOTTEN_DAYS = 365

type State = WorkItem['state']

/** Not begun before its time; late after its end. */
function stateAt(now: number, from: number, until: number): State {
  if (now >= until) return 'overdue'
  return now >= from ? 'due' : 'scheduled'
}

/** What the registers know to be due (A5). */
export function registerWork(context: Context, period: Period): readonly WorkItem[] {
  return [
    ...changes(context, period),
    ...requests(context, period),
    ...loans(context, period),
    ...backups(context, period),
    ...deadlines(context, period),
  ]
}

const itemOf = (row: Found, act: string): Pick<WorkItem, 'key' | 'source' | 'record' | 'path'> => ({
  key: `${row.record.type}/${row.record.id}/${act}`,
  source: row.record.type,
  record: row.record,
  path: row.path,
})

/** Words behind the number of a record, where it has one. */
const numbered = (row: Found, words: string): string =>
  row.short === row.title ? words : `${row.short} ${words}`

function changes(context: Context, period: Period): WorkItem[] {
  const now = context.now()
  const rows = found(
    context,
    changeType,
    "status IN ('requested', 'approved', 'running', 'done')",
    [],
    'status, windowFrom',
  )
  return rows.flatMap((row): WorkItem[] => {
    const { status, windowFrom, windowTo, implementer } = row.fields
    const from = timeOf(windowFrom)
    if (status === 'requested')
      return [
        {
          ...itemOf(row, 'approve'),
          title: row.title,
          detail: numbered(row, said(context, WORDS.approve)),
          // A window that comes closer than the approval is what makes it urgent.
          state: from !== undefined && now >= from ? 'overdue' : 'due',
          at: row.createdAt,
          ...(from === undefined ? {} : { dueBy: from }),
          roles: ['manager'],
        },
      ]
    if (status === 'done')
      return [
        {
          ...itemOf(row, 'verify'),
          title: row.title,
          detail: numbered(row, said(context, WORDS.verify)),
          state: 'due',
          at: row.changedAt,
          roles: ['lead', 'manager'],
        },
      ]
    const at = from ?? row.changedAt
    if (at >= period.to) return []
    const until = timeOf(windowTo)
    const late = until !== undefined && now >= until
    const state = status === 'running' ? 'progress' : stateAt(now, at, until ?? Infinity)
    return [
      {
        ...itemOf(row, 'window'),
        title: row.title,
        detail: numbered(row, said(context, status === 'running' ? WORDS.running : WORDS.window)),
        state: late ? 'overdue' : state,
        at,
        ...(until === undefined ? {} : { dueBy: until }),
        ...personOf(context, implementer),
      },
    ]
  })
}

function requests(context: Context, period: Period): WorkItem[] {
  const now = context.now()
  const rows = found(
    context,
    requestType,
    "status = 'open' AND (dueAt IS NULL OR dueAt < ?)",
    [period.to],
    'dueAt',
  )
  return rows.map((row) => {
    const due = timeOf(row.fields['dueAt'])
    return {
      ...itemOf(row, 'answer'),
      title: row.title,
      detail: numbered(
        row,
        [row.fields['requester'], row.fields['unit']]
          .flatMap((part) => textOf(part) ?? [])
          .join(' '),
      ),
      state: due === undefined ? 'due' : stateAt(now, due - HOUR, due),
      at: due ?? timeOf(row.fields['receivedAt']) ?? row.createdAt,
      ...(due === undefined ? {} : { dueBy: due }),
      ...personOf(context, row.fields['handler']),
    }
  })
}

function loans(context: Context, period: Period): WorkItem[] {
  const now = context.now()
  const rows = found(context, keyToolType, "state = 'out' AND dueBack < ?", [period.to], 'dueBack')
  return rows.map((row) => {
    const due = timeOf(row.fields['dueBack']) ?? row.changedAt
    const code = textOf(row.fields['code'])
    return {
      ...itemOf(row, 'return'),
      title: said(context, WORDS.giveBack).replace(
        '{name}',
        code === undefined ? row.title : `${code} ${row.title}`,
      ),
      detail: [row.fields['borrower'], row.fields['purpose']]
        .flatMap((part) => textOf(part) ?? [])
        .join(' '),
      state: stateAt(now, due - HOUR, due),
      at: due,
      dueBy: due,
    }
  })
}

function backups(context: Context, period: Period): WorkItem[] {
  const now = context.now()
  const failed = found(
    context,
    backupJobType,
    "lastResult IN ('failed', 'partial')",
    [],
    'lastRun',
  ).map((row): WorkItem => ({
    ...itemOf(row, 'failed'),
    title: said(context, WORDS.backup).replace('{name}', row.title),
    detail: said(
      context,
      row.fields['lastResult'] === 'failed' ? WORDS.backupFailed : WORDS.backupPartial,
    ),
    state: 'due',
    at: timeOf(row.fields['lastRun']) ?? row.changedAt,
  }))
  const newest = dayOf(period.to - RESTORE_TEST_DAYS * 24 * HOUR)
  const tests = found(context, backupJobType, 'restoreTested <= ?', [newest], 'restoreTested').map(
    (row): WorkItem => ({
      ...itemOf(row, 'restore-test'),
      title: said(context, WORDS.restoreTest).replace('{name}', row.title),
      ...dayItem(now, String(row.fields['restoreTested']), RESTORE_TEST_DAYS),
      ...postOf(row, 'post'),
    }),
  )
  return [...failed, ...tests]
}

/** Something that is due on a day: begins with it, is late after it. */
function dayItem(now: number, day: string, after = 0): Pick<WorkItem, 'at' | 'dueBy' | 'state'> {
  const at = dayStart(day, after)
  const dueBy = dayStart(day, after + 1)
  return { at, dueBy, state: stateAt(now, at, dueBy) }
}

const postOf = (row: Found, field: string): Pick<WorkItem, 'post' | 'roles'> => {
  const post = textOf(row.fields[field])
  return post === undefined ? { roles: ['manager'] } : { post }
}

/** Reviews of posts, ends of warranties and contracts: days on which something has to be decided. */
function deadlines(context: Context, period: Period): WorkItem[] {
  const now = context.now()
  const span = [dayOf(now - FORGOTTEN_DAYS * 24 * HOUR), dayOf(period.to)]
  const between = (field: string): string => `${field} BETWEEN ? AND ?`
  const reviews = found(context, postType, between('reviewOn'), span, 'reviewOn').map(
    (row): WorkItem => ({
      ...itemOf(row, 'review'),
      title: said(context, WORDS.review).replace('{name}', row.title),
      ...dayItem(now, String(row.fields['reviewOn'])),
      ...(textOf(row.fields['holder']) === undefined
        ? { roles: ['manager'] }
        : personOf(context, row.fields['holder'])),
    }),
  )
  const warranties = found(
    context,
    configurationItemType,
    between('warrantyEnds'),
    span,
    'warrantyEnds',
  )
    .filter(({ fields }) => fields['state'] !== 'retired')
    .map((row): WorkItem => ({
      ...itemOf(row, 'warranty'),
      title: said(context, WORDS.warranty).replace('{name}', row.title),
      ...dayItem(now, String(row.fields['warrantyEnds'])),
      ...postOf(row, 'post'),
    }))
  const contracts = found(context, contactType, between('contractEnds'), span, 'contractEnds').map(
    (row): WorkItem => ({
      ...itemOf(row, 'contract'),
      title: said(context, WORDS.contract).replace(
        '{name}',
        textOf(row.fields['organisation']) ?? row.title,
      ),
      ...(textOf(row.fields['contract']) ? { detail: String(row.fields['contract']) } : {}),
      ...dayItem(now, String(row.fields['contractEnds'])),
      roles: ['manager'],
    }),
  )
  return [...reviews, ...warranties, ...contracts]
}
