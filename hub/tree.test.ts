import { expect, it } from 'vitest'
import { hex } from '../core/log/codec.ts'
import { Grower, leafHash, type Range } from '../core/log/merkle.ts'
import { grown, growerAt, hashesOf, type TreeRows } from './tree.ts'

/** A store in memory that counts what is read of it. */
class Rows implements TreeRows {
  readonly all: Uint8Array[] = []
  readonly kept = new Map<string, Uint8Array>()
  read = { commits: 0, nodes: 0 }

  commits([from, to]: Range): Promise<readonly Uint8Array[]> {
    this.read.commits += to - from
    return Promise.resolve(this.all.slice(from, to))
  }

  nodes(
    subtrees: readonly { level: number; index: number }[],
  ): Promise<readonly (Uint8Array | undefined)[]> {
    this.read.nodes += subtrees.length
    return Promise.resolve(subtrees.map(({ level, index }) => this.kept.get(`${level} ${index}`)))
  }

  /** As a server that is asked for a checkpoint: it goes on from what is stored. */
  async grow(count: number): Promise<Grower> {
    const tree = await growerAt(this, this.all.length)
    const commits = Array.from({ length: count }, (_, at) =>
      Buffer.from(String(this.all.length + at).padEnd(32)),
    )
    this.all.push(...commits)
    for (const { level, index, hash } of grown(tree, commits))
      this.kept.set(`${level} ${index}`, hash)
    return tree
  }
}

const anew = (commits: readonly Uint8Array[]): string => {
  const tree = new Grower(0, [])
  for (const commit of commits) tree.add(leafHash(commit), () => undefined)
  return hex(tree.root)
}

it('a tree goes on from its end, of which little is read, and is the one that begins with nothing', async () => {
  const rows = new Rows()
  for (const count of [1, 3, 12, 1, 200, 5000, 31, 1, 1, 7000, 15]) {
    rows.read = { commits: 0, nodes: 0 }
    const tree = await rows.grow(count)
    expect(rows.read.commits).toBeLessThan(16)
    expect(rows.read.nodes).toBeLessThan(16)
    expect(hex(tree.root)).toBe(anew(rows.all))
  }
  expect(rows.kept.size).toBeLessThan(rows.all.length / 7)
})

it('gives the hash of every part, also where what was stored of it is lost', async () => {
  const rows = new Rows()
  await rows.grow(333)
  const parts: readonly Range[] = [
    [0, 333],
    [256, 333],
    [320, 333],
    [0, 256],
    [332, 333],
    [64, 128],
  ]
  const expected = parts.map(([from, to]) => anew(rows.all.slice(from, to)))
  expect((await hashesOf(rows, parts)).map(hex)).toEqual(expected)
  for (const key of ['8 0', '6 1', '6 4']) expect(rows.kept.delete(key)).toBe(true)
  expect((await hashesOf(rows, parts)).map(hex)).toEqual(expected)
})
