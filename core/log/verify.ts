import type { Finding, Heads, VerifyReport } from '../../contract/oversight.ts'
import { CoreError } from '../error.ts'
import type { ContentCipher, Workspace } from '../workspace/workspace.ts'
import { shapesOf } from './open-log.ts'
import { compareRows } from './verify-rows.ts'
import { checkChains, type Chain } from './verify-chain.ts'

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
  const findings: Finding[] = []
  const total = Number(workspace.db.prepare('SELECT count(*) FROM commits').pluck().get())
  let commits = 0
  let operations = 0
  const chains = new Map<string, Chain>()
  for (const step of checkChains(workspace, findings, chains)) {
    commits += step.commits
    operations += step.operations
    if (!options.progress(commits, total)) throw new CoreError('cancelled')
    await breathe()
  }
  witness(options.heads ?? {}, chains, findings)
  const rows = compareRows(workspace, shapesOf(workspace.types.all()), findings)
  await breathe()
  const blobs = checkBlobs(workspace, options.cipher, findings)
  const heads: Heads = Object.fromEntries(
    [...chains]
      .filter(([, chain]) => chain.seq > 0)
      .map(([id, chain]) => [id, [chain.seq, chain.hash]]),
  )
  return {
    ok: findings.length === 0,
    commits,
    operations,
    rows,
    blobs,
    heads,
    findings,
    milliseconds: performance.now() - started,
  }
}

function witness(heads: Heads, chains: ReadonlyMap<string, Chain>, findings: Finding[]): void {
  for (const [stream, [seq, hash]] of Object.entries(heads)) {
    const chain = chains.get(stream)
    if (chain === undefined || chain.seq < seq) {
      findings.push({
        kind: 'tailTruncated',
        where: `${stream}/${seq}`,
        detail: `the chain ends at ${chain?.seq ?? 0}`,
      })
    } else if (chain.hashes(seq) !== hash) {
      findings.push({
        kind: 'fork',
        where: `${stream}/${seq}`,
        detail: `the witnessed hash is ${hash.slice(0, 16)}`,
      })
    }
  }
}

function checkBlobs(workspace: Workspace, cipher: ContentCipher, findings: Finding[]): number {
  let count = 0
  for (const blob of workspace.blobs.check(cipher)) {
    count++
    if (blob.problem)
      findings.push({
        kind: 'blobAltered',
        where: blob.sha256,
        detail: 'its bytes do not give its name',
      })
  }
  for (const sha256 of referenced(workspace)) {
    if (!workspace.blobs.has(sha256))
      findings.push({ kind: 'blobMissing', where: sha256, detail: 'a record refers to it' })
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
