import { setImmediate } from 'node:timers/promises'
import type { OutputOf } from '../../contract/procedures.ts'
import type { RecordType } from '../../contract/record-type.ts'
import { CoreError } from '../error.ts'
import type { Context } from '../feature.ts'
import type { NewOperation } from '../log/types.ts'
import { commit } from '../records/write.ts'
import { planImport, type ImportProblem, type PlannedRow } from './import.ts'
import { LeftOut } from './left-out.ts'
import { Pace } from './pace.ts'
import type { Table } from './table.ts'

/** Rows of a dry run before others get their turn. */
const ROWS_TRIED = 1000
/** Problems that are told one by one; the file of what was left out has all. */
const TOLD = 500

export interface ImportAsked {
  readonly type: RecordType
  readonly table: Table
  readonly mapping: Readonly<Record<string, string>>
  /** Name of the file, for the one of what was left out. */
  readonly name: string
  /** Rows with problems are passed over; otherwise one of them stops the whole import before it begins. */
  readonly skipInvalid: boolean
  /** Whether somebody works at the window meanwhile. */
  readonly isBusy: () => boolean
}

type Outcome = OutputOf<'transfer.import'>
/** Told how many rows are done; answers false once the work was stopped. */
type Progress = (done: number, total: number) => boolean

/** What an import would do. Throws CoreError cancelled. */
export async function tryImport(
  context: Context,
  asked: ImportAsked,
  progress: Progress,
): Promise<Outcome> {
  const account = new Account(context, asked)
  const plan = planImport(context, asked.type, asked.table, asked.mapping, TRIAL)
  for (const rows of portions(plan, () => ROWS_TRIED)) {
    account.take(rows)
    if (!progress(account.done, asked.table.rows.length)) throw new CoreError('cancelled')
    await setImmediate()
  }
  return account.outcome([], false)
}

/** Takes the rows in order, some in each commit, and keeps what was taken when it is stopped. */
export async function runImport(
  context: Context,
  asked: ImportAsked,
  progress: Progress,
): Promise<Outcome> {
  const total = asked.table.rows.length
  if (!asked.skipInvalid) {
    const tried = await tryImport(context, asked, () => progress(0, total))
    if (tried.skipped > 0) return { ...tried, created: 0 }
  }
  const account = new Account(context, asked)
  const commits: string[] = []
  const plan = planImport(context, asked.type, asked.table, asked.mapping, { trial: false })
  const pace = new Pace(asked.isBusy)
  for (const rows of portions(plan, () => pace.rows)) {
    const ops = account.take(rows)
    await setImmediate()
    if (!context.workspace.db.open) throw new CoreError('cancelled')
    if (ops.length > 0)
      commits.push(pace.timed(() => commit(context, 'transfer.import', ops)).commit)
    const goesOn = progress(account.done, total)
    // Others at the window have their turn.
    await setImmediate()
    if (account.done < total && !goesOn) return account.outcome(commits, true)
  }
  return account.outcome(commits, false)
}

const TRIAL = { trial: true } as const

function* portions(
  rows: Iterable<PlannedRow>,
  size: () => number,
): Generator<readonly PlannedRow[]> {
  let portion: PlannedRow[] = []
  for (const row of rows) {
    portion.push(row)
    if (portion.length < size()) continue
    yield portion
    portion = []
  }
  if (portion.length > 0) yield portion
}

/** How far an import came: what it took and what it left out. */
class Account {
  readonly #asked: ImportAsked
  readonly #leftOut: LeftOut
  readonly #problems: ImportProblem[] = []
  #created = 0
  #skipped = 0
  done = 0

  constructor(context: Context, asked: ImportAsked) {
    this.#asked = asked
    this.#leftOut = new LeftOut(asked.table, context.session.language)
  }

  take(rows: readonly PlannedRow[]): NewOperation[] {
    const ops = rows.flatMap((row) => {
      if (row.op) return [row.op]
      this.#leftOut.add(row)
      this.#problems.push(...row.problems.slice(0, TOLD - this.#problems.length))
      return []
    })
    this.done += rows.length
    this.#created += ops.length
    this.#skipped += rows.length - ops.length
    return ops
  }

  async outcome(commits: string[], stopped: boolean): Promise<Outcome> {
    if (stopped) this.#leftOut.addRest(this.done)
    return {
      created: this.#created,
      skipped: this.#skipped,
      stopped,
      problems: this.#problems,
      commits,
      leftOut: await this.#leftOut.file(this.#asked.name),
    }
  }
}
