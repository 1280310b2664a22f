import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import type { Database } from 'better-sqlite3'
import { MIGRATIONS } from '../db/migrations/all.ts'
import { migrate } from '../db/migrate.ts'
import { openScratch } from '../db/open.ts'
import { BulkStore } from './bulk-store.ts'
import { chainStart } from './codec.ts'
import { Engine } from './engine.ts'
import { placeOf } from './identity.ts'
import { replay } from './replay.ts'
import { RolesJudge } from './verify-roles.ts'
import { columnsOf, quote } from './row-table.ts'
import type { TypeShape } from './shape.ts'
import { commitId, SEQ_SPAN } from './sqlite-store.ts'
import type { StreamRecord } from './store.ts'
import { createTable } from './tables.ts'
import type { Claims } from './verify-claims.ts'
import type { Findings } from './verify-findings.ts'
import type { Hidden } from './verify-hidden.ts'

const IN_MEMORY_COMMITS = 20_000
const PER_STEP = 2000
type Cell = string | number | Uint8Array | null

export interface RowsContext {
  /** The database as it is, one unchanging state. */
  readonly db: Database
  readonly workspace: string
  readonly shapes: ReadonlyMap<string, TypeShape>
  readonly streams: readonly StreamRecord[]
  readonly commits: number
  readonly findings: Findings
  readonly claims: Claims
  /** Whose accounts stand in damaged commits. */
  readonly hidden: Hidden
}

/** A derived table with the columns that identify a row first. */
interface TableSpec {
  readonly name: string
  readonly columns: readonly string[]
  readonly keys: number
}

/**
 * Makes all tables once more from the log, beside the workspace and encrypted, and names every row that
 * differs. Differences that follow from a damaged commit are not named again. Yields rows compared.
 */
export function* compareRows(context: RowsContext): Generator<number, number> {
  const path = context.commits > IN_MEMORY_COMMITS ? `${context.db.name}-verify` : ':memory:'
  const scratch = openScratch(path, randomBytes(32))
  try {
    migrate(scratch, MIGRATIONS)
    for (const shape of context.shapes.values()) scratch.exec(createTable(shape))
    const compare = new Comparison(context, scratch)
    yield* compare.make()
    return yield* compare.run()
  } finally {
    scratch.close()
    if (path !== ':memory:')
      for (const end of ['', '-journal', '-wal', '-shm']) rmSync(path + end, { force: true })
  }
}

class Comparison {
  readonly #context: RowsContext
  readonly #scratch: Database
  readonly #names: ReadonlyMap<number, string>
  readonly #numbers: ReadonlyMap<string, number>
  /** Records that a damaged or missing commit touched. */
  readonly #explained = new Set<string>()
  readonly #hasCommit

  constructor(context: RowsContext, scratch: Database) {
    this.#context = context
    this.#scratch = scratch
    this.#names = new Map(context.streams.map((stream) => [stream.no, stream.id]))
    this.#numbers = new Map(context.streams.map((stream) => [stream.id, stream.no]))
    this.#hasCommit = context.db
      .prepare<[number], number>('SELECT 1 FROM commits WHERE id = ?')
      .pluck()
    const touched = context.db
      .prepare<[number], string>('SELECT record FROM touched WHERE id = ?')
      .pluck()
    for (const id of context.findings.damaged())
      for (const record of touched.all(id)) this.#explained.add(record as unknown as string)
  }

  *make(): Generator<number, void> {
    const { db, shapes, workspace, findings } = this.#context
    const store = new BulkStore(this.#scratch, db)
    const engine = new Engine(store, shapes, chainStart(workspace))
    this.#scratch.exec('BEGIN')
    const fault = (stream: string, seq: number, error: unknown, op?: { readonly id: string }) => {
      if (op) this.#explained.add(op.id)
      else if (!findings.isDamaged(commitId(this.#numbers.get(stream) ?? 0, seq)))
        findings.add('unreadable', `${stream}/${seq}`, String(error))
    }
    const judge = new RolesJudge(engine, this.#context)
    const before = judge.see.bind(judge)
    for (const _ of replay(engine, { fault, before })) yield 0
    store.flush()
    this.#scratch.exec('COMMIT')
  }

  *run(): Generator<number, number> {
    let rows = yield* this.#compare(
      { name: 'touched', columns: ['record', 'id'], keys: 2 },
      (key, real, made) => this.#touched(key, real, made),
    )
    rows += yield* this.#compare(
      { name: 'seen', columns: ['stream', 'other', 'seq'], keys: 2 },
      ([stream, other], real, made) => {
        const [by, of] = [stream, other].map((no) => this.#names.get(no as number) ?? String(no))
        if (by !== undefined && !this.#isBroken(stream as number, by))
          this.#differ(`seen ${by} ${of}`, ['seq'], real, made)
      },
    )
    for (const shape of this.#context.shapes.values()) {
      const columns = columnsOf(shape)
      rows += yield* this.#compare(
        { name: quote(shape.table), columns, keys: 1 },
        (key, real, made) => {
          const op = (real ?? made)?.[columns.indexOf('_create_op')]
          if (this.#isExplained(key[0] as string, op)) return
          const bare = columns.map((column) => column.replaceAll('"', ''))
          this.#differ(`${shape.name} ${key[0]}`, bare, real, made)
        },
      )
    }
    const long = { name: 'longtexts', columns: ['record', 'type', 'field', 'value'], keys: 3 }
    rows += yield* this.#compare(long, ([record, type, field], real, made) => {
      if (!this.#isExplained(record as string, this.#createOp(type as string, record as string)))
        this.#differ(`${type} ${record}`, [String(field)], real, made, true)
    })
    return rows
  }

  /** Walks both tables in key order. */
  *#compare(
    spec: TableSpec,
    differs: (
      key: readonly Cell[],
      real: readonly Cell[] | undefined,
      made: readonly Cell[] | undefined,
    ) => void,
  ): Generator<number, number> {
    const order = spec.columns.slice(0, spec.keys).join(', ')
    const sql = `SELECT ${spec.columns.join(', ')} FROM ${spec.name} ORDER BY ${order}`
    const reals = this.#context.db.prepare(sql).raw().iterate() as Iterator<Cell[]>
    const mades = this.#scratch.prepare(sql).raw().iterate() as Iterator<Cell[]>
    const next = (rows: Iterator<Cell[]>): Cell[] | undefined => {
      const step = rows.next()
      return step.done ? undefined : step.value
    }
    let count = 0
    let [real, made] = [next(reals), next(mades)]
    while (real || made) {
      const side = order3(real, made, spec.keys)
      const [a, b] = [side <= 0 ? real : undefined, side >= 0 ? made : undefined]
      if (!a || !b || a.some((cell, index) => cell !== b[index]))
        differs((a ?? b ?? []).slice(0, spec.keys), a, b)
      if (a) real = next(reals)
      if (b) made = next(mades)
      if (a && ++count % PER_STEP === 0) yield count
    }
    return count
  }

  #touched(
    key: readonly Cell[],
    real: readonly Cell[] | undefined,
    made: readonly Cell[] | undefined,
  ): void {
    const [record, id] = key as [string, number]
    const where = `touched ${record} ${this.#names.get(Math.floor(id / SEQ_SPAN)) ?? '?'}/${id % SEQ_SPAN}`
    if (real && this.#claim(id)) this.#explained.add(record)
    else if (!this.#context.findings.isDamaged(id) && !this.#explained.has(record))
      this.#differ(where, [], real, made)
  }

  /** Whether commits of a stream are damaged or gone: what they had seen is not known. */
  #isBroken(no: number, stream: string): boolean {
    const { findings, claims } = this.#context
    return findings.isDamagedIn(no) || claims.lacks(stream)
  }

  /** True when a row speaks of a commit that is not in the log: the commit is what is missing. */
  #claim(id: number): boolean {
    const stream = this.#names.get(Math.floor(id / SEQ_SPAN))
    if (stream === undefined || this.#hasCommit.get(id) !== undefined) return false
    this.#context.claims.check('a derived row', stream, id % SEQ_SPAN, '')
    return true
  }

  #isExplained(record: string, createOp: Cell | undefined): boolean {
    if (this.#explained.has(record)) return true
    if (typeof createOp !== 'string') return false
    const { stream, seq } = placeOf(createOp)
    const id = commitId(this.#numbers.get(stream) ?? 0, seq)
    return this.#context.findings.isDamaged(id) || this.#claim(id)
  }

  #createOp(type: string, record: string): Cell | undefined {
    const shape = this.#context.shapes.get(type)
    if (!shape) return undefined
    return this.#context.db
      .prepare<[string], Cell>(`SELECT _create_op FROM ${quote(shape.table)} WHERE id = ?`)
      .pluck()
      .get(record) as Cell | undefined
  }

  /** Names the columns that differ; never what stands in them. */
  #differ(
    where: string,
    columns: readonly string[],
    real: readonly Cell[] | undefined,
    made: readonly Cell[] | undefined,
    part = false,
  ): void {
    const { findings } = this.#context
    if (part) findings.add('rowAltered', where, columns.join(', '))
    else if (!real) findings.add('rowMissing', where, 'the log has it, the table does not')
    else if (!made) findings.add('rowExtra', where, 'the table has it, the log does not')
    else
      findings.add(
        'rowAltered',
        where,
        columns
          .filter(
            (_, index) =>
              real[real.length - columns.length + index] !==
              made[made.length - columns.length + index],
          )
          .join(', '),
      )
  }
}

/** Which of two rows comes first by its key; 0 when the keys are equal. */
function order3(
  a: readonly Cell[] | undefined,
  b: readonly Cell[] | undefined,
  keys: number,
): number {
  if (!a) return 1
  if (!b) return -1
  for (let index = 0; index < keys; index++) {
    const [x, y] = [a[index] ?? '', b[index] ?? '']
    if (x !== y) return x < y ? -1 : 1
  }
  return 0
}
