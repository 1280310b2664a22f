import {
  Grower,
  joined,
  leafHash,
  subtreesOf,
  type Range,
  type Subtree,
} from '../core/log/merkle.ts'
import type { StreamId } from '../core/log/types.ts'

/** Hashes of subtrees of at least 2^4 leaves are stored: one for eight leaves. Smaller ones follow from the commits. */
const STORED_FROM = 4

export interface StoredNode extends Subtree {
  readonly hash: Uint8Array
}

/** What a store has of a tree: the accepted commits in their order, and what was stored of the hashes above them. */
export interface TreeRows {
  /** Hashes of commits. */
  commits(range: Range): Promise<readonly Uint8Array[]>
  /** Hashes of stored subtrees, in the order in which they were asked for; undefined: it is not there. */
  nodes(subtrees: readonly Subtree[]): Promise<readonly (Uint8Array | undefined)[]>
}

/** The tree over all commits that a server accepted, as far as it has grown. */
export interface LogTree extends TreeRows {
  readonly epoch: string
  readonly size: number
  /** Which leaf a commit is. */
  leafOf(stream: StreamId, seq: number): Promise<number | undefined>
}

/** Hashes of ranges of the tree. */
export async function hashesOf(
  rows: TreeRows,
  ranges: readonly Range[],
): Promise<readonly Uint8Array[]> {
  const parts = ranges.map(subtreesOf)
  const above = parts.flat().filter(({ level }) => level >= STORED_FROM)
  const hashes = (await rows.nodes(above)).values()
  const found: Uint8Array[] = []
  for (const subtrees of parts) {
    const own: Uint8Array[] = []
    for (const one of subtrees) {
      const stored = one.level >= STORED_FROM ? hashes.next().value : undefined
      // One that was lost costs time, and nothing else.
      own.push(stored ?? (await fromCommits(rows, one)))
    }
    found.push(joined(own))
  }
  return found
}

async function fromCommits(rows: TreeRows, { level, index }: Subtree): Promise<Uint8Array> {
  const span = 2 ** level
  const tree = new Grower(0, [])
  for (const commit of await rows.commits([index * span, (index + 1) * span]))
    tree.add(leafHash(commit), () => undefined)
  return tree.root
}

/** A tree of a size, to go on from there without looking at what is in it. */
export async function growerAt(rows: TreeRows, size: number): Promise<Grower> {
  const peaks = subtreesOf([0, size]).map(({ level, index }): Range => [
    index * 2 ** level,
    (index + 1) * 2 ** level,
  ])
  return new Grower(size, await hashesOf(rows, peaks))
}

/** Adds commits; answers what has to be stored of it. */
export function grown(tree: Grower, commits: readonly Uint8Array[]): readonly StoredNode[] {
  const nodes: StoredNode[] = []
  for (const commit of commits)
    tree.add(leafHash(commit), (subtree, hash) => {
      if (subtree.level >= STORED_FROM) nodes.push({ ...subtree, hash })
    })
  return nodes
}
