import { availableParallelism } from 'node:os'
import type { Database } from 'better-sqlite3'
import type { Heads, VerifyReport } from '../../contract/oversight.ts'
import { openSnapshot } from '../db/open.ts'
import { CoreError } from '../error.ts'
import type { ContentCipher, Workspace } from '../workspace/workspace.ts'
import { shapesOf } from './open-log.ts'
import { compareRows } from './verify-rows.ts'
import type { TypeShape } from './shape.ts'
import { SEQ_SPAN, SqliteStore } from './sqlite-store.ts'
import { ChainWalk } from './verify-chain.ts'
import { Claims } from './verify-claims.ts'
import { Findings } from './verify-findings.ts'
import { hiddenBy } from './verify-hidden.ts'
import { People } from './verify-people.ts'
import { SignatureQueue } from './verify-signatures.ts'
import { findStrangers } from './verify-strangers.ts'
import { contradictionsIn } from './witness.ts'

/** Signatures that may wait in the pool while the next commits are read. */
const SIGNATURES_WAITING = 200

export interface VerifyOptions {
  /** Heads seen elsewhere: a chain that ends before them was cut. */
  readonly heads?: Heads | undefined
  /** Opens attachments of the levels that its person holds; the others are checked against rot only. */
  readonly cipher: ContentCipher
  /** Answering false stops with CoreError cancelled. */
  readonly progress: (done: number, total: number) => boolean
}

/** Lets other work of the process go on. */
const breathe = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Checks everything against everything: chains, signatures, witnessed heads, derived rows, attachments. */
export async function verifyWorkspace(
  workspace: Workspace,
  options: VerifyOptions,
): Promise<VerifyReport> {
  const started = performance.now()
  const log = await verifyLog(workspace.db, workspace.id, shapesOf(workspace.types.all()), options)
  const { findings } = log
  const records = findings.list.flatMap(({ where }) => where.split(' ').slice(1))
  for (const problem of workspace.log.problems()) {
    // What follows from a row that is named already is not named again.
    if (!records.some((record) => problem.includes(record)))
      findings.add('rowAltered', 'projection', problem)
  }
  for (const { where, detail } of contradictionsIn(workspace.db))
    findings.add('serverContradicts', where, detail)
  const blobs = await checkBlobs(workspace, options.cipher, findings)
  return {
    ok: findings.list.length === 0,
    commits: log.commits,
    operations: log.operations,
    rows: log.rows,
    blobs,
    heads: log.heads,
    findings: findings.list,
    milliseconds: performance.now() - started,
  }
}

export interface LogReport {
  readonly commits: number
  readonly operations: number
  readonly rows: number
  readonly heads: Heads
  readonly findings: Findings
}

/** The log and its tables, as they are at this moment; other work may go on meanwhile. */
export async function verifyLog(
  database: Database,
  workspace: string,
  shapes: ReadonlyMap<string, TypeShape>,
  options: Pick<VerifyOptions, 'heads' | 'progress'> & { readonly parallel?: boolean },
): Promise<LogReport> {
  const { db, close } = openSnapshot(database)
  const findings = new Findings()
  try {
    const total = Number(db.prepare('SELECT count(*) FROM commits').pluck().get())
    const step = async (done: number) => {
      if (!options.progress(done, total * 2)) throw new CoreError('cancelled')
      await breathe()
    }
    const streams = new SqliteStore(db).streams()
    const claims = new Claims(db, streams)
    const people = new People()
    const signatures = new SignatureQueue(options.parallel ?? availableParallelism() > 1)
    const walks = streams.map(
      (stream) =>
        new ChainWalk({ db, workspace, findings, claims, people, signatures, shapes }, stream),
    )
    const counts = { commits: 0, operations: 0 }
    for (const walk of walks) {
      for (const { commits, operations } of walk.run()) {
        counts.commits += commits
        counts.operations += operations
        await signatures.settle(SIGNATURES_WAITING)
        await step(counts.commits)
      }
    }
    const hidden = hiddenBy(db, shapes, streams, findings)
    people.report(findings, signatures, hidden)
    await signatures.settle(0)
    for (const [stream, [seq, hash]] of Object.entries(options.heads ?? {}))
      claims.check('a head kept elsewhere', stream, seq, hash)
    findStrangers(db, streams, findings)
    for (const { stream, seq, reason } of forks(db))
      findings.add('fork', `${stream}/${seq}`, reason)
    const comparing = compareRows({
      db,
      workspace,
      shapes,
      streams,
      commits: total,
      findings,
      claims,
      hidden,
    })
    let compared = comparing.next()
    for (; !compared.done; compared = comparing.next())
      await step(Math.min(total * 2, total + compared.value))
    claims.report(findings, new Map(walks.map((walk) => [walk.stream.id, walk.seq])))
    const heads: Heads = Object.fromEntries(
      walks.filter((walk) => walk.seq > 0).map((walk) => [walk.stream.id, [walk.seq, walk.hash]]),
    )
    return { ...counts, rows: compared.value, heads, findings }
  } finally {
    close()
  }
}

/**
 * Commits that were refused because another history is here: somebody wrote with a copy of a device's key.
 * One that came whole later under the same hash had only been damaged on its way.
 */
function forks(
  db: Database,
): readonly { readonly stream: string; readonly seq: number; readonly reason: string }[] {
  return db
    .prepare(
      `SELECT stream, seq, reason FROM quarantine q WHERE reason LIKE 'fork:%' AND NOT EXISTS (
         SELECT 1 FROM streams s JOIN commits c ON c.id = s.stream * ${SEQ_SPAN} + q.seq
         WHERE s.id = q.stream AND c.hash = q.hash
       ) ORDER BY stream, seq`,
    )
    .all() as { stream: string; seq: number; reason: string }[]
}

async function checkBlobs(
  workspace: Workspace,
  cipher: ContentCipher,
  findings: Findings,
): Promise<number> {
  let count = 0
  for (const blob of workspace.blobs.check(cipher)) {
    count++
    await breathe()
    if (blob.problem) findings.add('blobAltered', blob.sha256, 'its bytes do not give its name')
  }
  for (const sha256 of referenced(workspace)) {
    if (!workspace.blobs.has(sha256)) findings.add('blobMissing', sha256, 'a record refers to it')
  }
  return count
}

/** Attachments that readable records name; those of sealed records are known only when opened. */
function referenced(workspace: Workspace): Set<string> {
  const names = new Set<string>()
  for (const shape of shapesOf(workspace.types.all()).values()) {
    for (const field of shape.columns.filter((column) => column.kind === 'attachments')) {
      const cells = workspace.db
        .prepare(`SELECT "${field.name}" FROM ${shape.table} WHERE "${field.name}" LIKE '[%'`)
        .pluck()
        .all() as string[]
      for (const cell of cells)
        for (const file of JSON.parse(cell) as { sha256: string }[]) names.add(file.sha256)
    }
  }
  return names
}
