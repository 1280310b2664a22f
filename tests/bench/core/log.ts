import { verify } from 'node:crypto'
import { statSync } from 'node:fs'
import { publicKeyFrom } from '../../../core/log/identity.ts'
import { shapesOf } from '../../../core/log/open-log.ts'
import { SqliteStore } from '../../../core/log/sqlite-store.ts'
import { ChainWalk } from '../../../core/log/verify-chain.ts'
import { Claims } from '../../../core/log/verify-claims.ts'
import { Findings } from '../../../core/log/verify-findings.ts'
import { People } from '../../../core/log/verify-people.ts'
import { SignatureQueue } from '../../../core/log/verify-signatures.ts'
import type { OpenWorkspace } from '../../../core/workspace/open-workspace.ts'
import { pathsOf } from '../../../core/workspace/files.ts'
import { percentiles, show, timed, type Figure } from '../figures.ts'
import { bareRate } from './places.ts'

/** Signatures that the baseline checks: enough to be steady. */
const SIGNATURES = 10_000
const WAITING = 200
const BARE_ROWS = 20_000
/** The machine is shared: each round measures all three, the middle one counts. */
const ROUNDS = 5

/** All tables made anew from the log; the digest must be the one from before. */
export async function rebuilding(
  what: string,
  { log }: Pick<OpenWorkspace, 'log'>,
): Promise<readonly Figure[]> {
  const before = log.digest()
  const digesting = await timed(() => log.digest())
  const inserts = bareRate(BARE_ROWS)
  let operations = 0
  const ms = await timed(() => {
    const answer = log.rebuild()
    operations = answer.operations
    if (answer.digest !== before) throw new Error('the rebuilt tables differ')
  })
  return [
    {
      what,
      measured: `${show(ms / 1000, 's')}, of which digest ${show(digesting / 1000, 's')}`,
      baseline: show(inserts, 'bare inserts/s'),
      value: (operations / (ms - digesting)) * 1000,
      unit: 'ops/s',
      target: { least: 50_000 },
    },
  ]
}

/** Chain and signatures, reading included, against checking signatures of the same size and nothing else. */
export async function verifying(workspace: OpenWorkspace): Promise<readonly Figure[]> {
  const { db } = workspace
  const streams = new SqliteStore(db).streams()
  const rate = async (parallel: boolean) => {
    const findings = new Findings()
    const signatures = new SignatureQueue(parallel)
    const claims = new Claims(db, streams)
    const people = new People()
    let commits = 0
    const ms = await timed(async () => {
      for (const stream of streams) {
        const shapes = shapesOf(workspace.types.all())
        const context = {
          db,
          workspace: workspace.id,
          findings,
          claims,
          people,
          signatures,
          shapes,
        }
        for (const step of new ChainWalk(context, stream).run()) {
          commits += step.commits
          await signatures.settle(WAITING)
        }
      }
      await signatures.settle(0)
    })
    if (findings.list.length > 0) throw new Error(JSON.stringify(findings.list.slice(0, 3)))
    return (commits / ms) * 1000
  }
  const [bares, ones, twos]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round < ROUNDS; round++) {
    bares.push(await ed25519Rate(workspace))
    ones.push(await rate(false))
    twos.push(await rate(true))
  }
  const middle = (values: readonly number[]) => percentiles(values).p50
  const [bare, one, two] = [middle(bares), middle(ones), middle(twos)]
  return [
    {
      what: 'verify chain and signatures, one core',
      measured: show(one, 'commits/s'),
      baseline: `${show(bare, 'bare Ed25519/s')}`,
      value: (one / bare) * 100,
      unit: '%',
      target: { least: 85 },
    },
    {
      what: 'verify chain and signatures, all cores',
      measured: show(two, 'commits/s'),
      baseline: `${show(one, 'commits/s')} on one`,
      value: two / one,
      unit: 'x',
      target: { least: 1.6 },
    },
  ]
}

async function ed25519Rate({ db }: OpenWorkspace): Promise<number> {
  const rows = db
    .prepare<[number], { hash: Buffer; signature: Buffer; key: Buffer }>(
      `SELECT hash, signature, public_key AS key FROM commits
       JOIN streams ON stream = commits.id / 68719476736 LIMIT ?`,
    )
    .all(SIGNATURES)
  const key = publicKeyFrom(rows[0]?.key ?? new Uint8Array())
  const ms = await timed(() => {
    for (const { hash, signature } of rows)
      if (!verify(null, hash, key, signature)) throw new Error('a signature does not fit')
  })
  return (rows.length / ms) * 1000
}

/** The database file over the operations in it. */
export function size({ db, path }: OpenWorkspace, operations: number): readonly Figure[] {
  db.pragma('wal_checkpoint(TRUNCATE)')
  const bytes = statSync(pathsOf(path).database).size
  const bodies = Number(db.prepare('SELECT sum(length(body)) FROM commits').pluck().get())
  return [
    {
      what: 'size of an operation, all included',
      measured: show(bytes / 1e6, 'MB'),
      baseline: `${show(bodies / operations, 'bytes of body')}`,
      value: bytes / operations,
      unit: 'bytes',
      target: { most: 850 },
    },
  ]
}
