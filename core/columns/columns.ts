import { Worker } from 'node:worker_threads'
import type { Database } from 'better-sqlite3'
import type { ListQuery } from '../../contract/common.ts'
import type { RecordType } from '../../contract/record-type.ts'
import { placeOf } from '../db/open.ts'
import { tableOf } from '../log/shape.ts'
import { docOf } from '../search/search-index.ts'
import { workerFile } from '../worker-file.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { orderOf } from '../records/list-order.ts'
import { counted, forgetCounts } from './counted.ts'
import { HeldColumns } from './held-columns.ts'
import { columnPlans, type ColumnPlan, type LoadedColumns } from './shape.ts'

/** Registers up to this many records are asked from their tables: that is as quick, and needs no memory. */
export const LARGE = 20_000
/** Registers whose columns are held at a time; those asked last stay. */
const MOST_TYPES = 3
/** Records that are read anew before others get their turn. */
const PORTION = 500

type Tools = Pick<Workspace, 'db' | 'log' | 'types'>

/** Milliseconds without a change before columns that are worn are read anew: an import would wear them out again. */
const SETTLED_MS = 3000

/** What is held of one type, or on its way. */
class Holding {
  columns: HeldColumns | undefined
  loading: Promise<HeldColumns | undefined> | undefined
  /** Records that changed while the table was read. */
  readonly changed = new Set<string>()
  changedAt = 0
  worker: Worker | undefined
}

const workspaces = new WeakMap<Tools['log'], Map<string, Holding>>()

function holdingsOf(workspace: Tools): Map<string, Holding> {
  const known = workspaces.get(workspace.log)
  if (known) return known
  const holdings = new Map<string, Holding>()
  workspaces.set(workspace.log, holdings)
  workspace.log.onChange((changed) => {
    for (const [type, ids] of changed) {
      const holding = holdings.get(type)
      if (!holding) continue
      holding.changedAt = performance.now()
      if (holding.loading) for (const id of ids) holding.changed.add(id)
      if (holding.columns && !takeAll(workspace, type, holding.columns, ids)) holdings.delete(type)
    }
  })
  return holdings
}

function takeAll(
  { db, log }: Tools,
  type: string,
  columns: HeldColumns,
  ids: Iterable<string>,
): boolean {
  for (const id of ids) {
    const row = log.row(type, id)
    if (row && !columns.take(row, docOf(db, id) ?? 0)) return false
  }
  return true
}

/** Whether a register has so many records that its columns are worth their memory. */
export function isLarge({ db, log }: Pick<Tools, 'db' | 'log'>, type: RecordType): boolean {
  if (workspaces.get(log)?.get(type.name)?.columns) return true
  const countOf = (where: string): number =>
    Number(
      db
        .prepare(
          `SELECT count(*) FROM (SELECT 1 FROM ${tableOf(type.name)} WHERE ${where} LIMIT ${LARGE + 1})`,
        )
        .pluck()
        .get(),
    )
  // An index tells of the visible ones, in a tenth of the time; deleted ones are many after an import was undone.
  const count = (): number => {
    const visible = countOf('_deleted = 0')
    return visible > LARGE ? visible : countOf('1')
  }
  return counted({ log }, type, 'all', count) > LARGE
}

/** Whether a declared index gives a page as it is asked: equal values of its first fields, sorted by the next. */
export function isDeclared(type: RecordType, query: ListQuery): boolean {
  const order = orderOf(type, query).column.replaceAll('"', '')
  const where = query.where ?? []
  if ((query.text?.trim() ?? '') !== '' || query.includeDeleted === true) return false
  const isOne = where.every(
    ({ op, value }) => op === 'is' && (typeof value === 'string' || typeof value === 'number'),
  )
  if (!isOne) return false
  const fields = new Set(where.map(({ field }) => field))
  if (fields.size === 0 && order === 'id') return true
  return (type.indexes ?? []).some(
    (index) =>
      index.slice(0, fields.size).every((field) => fields.has(field)) &&
      (index[fields.size] ?? 'id') === order,
  )
}

/**
 * The columns of a type, read in a thread when they are not here yet; core goes on meanwhile. Undefined where they
 * cannot be held. Rejects when the table cannot be read.
 */
export async function columnsOf(
  workspace: Tools,
  type: RecordType,
): Promise<HeldColumns | undefined> {
  const holdings = holdingsOf(workspace)
  const known = holdings.get(type.name)
  if (known) {
    holdings.delete(type.name)
    holdings.set(type.name, known)
    const { columns, loading, changedAt } = known
    const isSettled = performance.now() - changedAt > SETTLED_MS
    if (columns?.isWorn === true && !loading && isSettled)
      fill(workspace, type, known).catch(() => undefined)
    return columns ?? loading
  }
  const holding = new Holding()
  holdings.set(type.name, holding)
  const [oldest] = holdings.keys()
  if (holdings.size > MOST_TYPES && oldest !== undefined) holdings.delete(oldest)
  return fill(workspace, type, holding)
}

/** Reads all columns; those that are here already answer until then. */
async function fill(
  workspace: Tools,
  type: RecordType,
  holding: Holding,
): Promise<HeldColumns | undefined> {
  const letGo = (): void => {
    const holdings = holdingsOf(workspace)
    if (holdings.get(type.name) === holding) holdings.delete(type.name)
  }
  holding.loading = load(workspace, type, holding)
  try {
    const columns = await holding.loading
    if (!columns) letGo()
    return columns
  } catch (error) {
    letGo()
    throw error
  } finally {
    holding.loading = undefined
  }
}

/** The columns of a type where they are here already. */
export const columnsHeld = (workspace: Tools, type: RecordType): HeldColumns | undefined =>
  workspaces.get(workspace.log)?.get(type.name)?.columns

/** Milliseconds without a further page of a list: its first pictures and scrolling come before the thread that reads its columns. */
const AHEAD_MS = 2000
const ahead = new WeakMap<Tools['db'], Map<string, NodeJS.Timeout>>()

/**
 * Reads the columns of a type once nobody turns its pages: whoever looks at a list filters it next. A failure comes
 * again, to whoever waits for them.
 */
export function readAhead(workspace: Tools, type: RecordType): void {
  const timers = ahead.get(workspace.db) ?? new Map<string, NodeJS.Timeout>()
  ahead.set(workspace.db, timers)
  clearTimeout(timers.get(type.name))
  if (holdingsOf(workspace).has(type.name)) return
  const timer = setTimeout(() => {
    if (workspace.db.open) columnsOf(workspace, type).catch(() => undefined)
  }, AHEAD_MS)
  timers.set(type.name, timer.unref())
}

async function load(
  workspace: Tools,
  type: RecordType,
  holding: Holding,
): Promise<HeldColumns | undefined> {
  const plans = columnPlans(type)
  const loaded = await read(workspace, type, plans, holding)
  if (!loaded || !workspace.db.open) return undefined
  const columns = new HeldColumns(loaded, plans, (column, id) =>
    textNow(workspace.db, tableOf(type.name), column, id),
  )
  while (holding.changed.size > 0) {
    const some = [...holding.changed].slice(0, PORTION)
    for (const id of some) holding.changed.delete(id)
    if (!takeAll(workspace, type.name, columns, some)) return undefined
    await new Promise(setImmediate)
    if (!workspace.db.open) return undefined
  }
  holding.columns = columns
  return columns
}

/** The text that a record has now. */
export const textNow = (db: Database, table: string, column: string, id: string): string | null =>
  (db.prepare(`SELECT "${column}" FROM ${table} WHERE id = ?`).pluck().get(id) as
    | string
    | null
    | undefined) ?? null

function read(
  { db }: Tools,
  type: RecordType,
  plans: readonly ColumnPlan[],
  holding: Holding,
): Promise<LoadedColumns | undefined> {
  const table = tableOf(type.name)
  return new Promise((resolve, reject) => {
    const worker = new Worker(workerFile(import.meta.url, 'worker.ts', 'columns-worker.js'), {
      workerData: { ...placeOf(db), table, plans },
      // What it reads is garbage at once; the memory for it stays with the program when the thread has ended.
      resourceLimits: { maxYoungGenerationSizeMb: 4 },
    })
    holding.worker = worker
    worker.unref()
    worker.once('message', resolve)
    worker.once('error', reject)
    worker.once('exit', () => {
      holding.worker = undefined
      resolve(undefined)
    })
  })
}

/** Lets go of everything that is held: the workspace closes, or its tables were made anew. */
export function dropColumns({ log }: Pick<Tools, 'log'>): void {
  forgetCounts({ log })
  const holdings = workspaces.get(log)
  for (const { worker } of holdings?.values() ?? []) void worker?.terminate()
  holdings?.clear()
}
