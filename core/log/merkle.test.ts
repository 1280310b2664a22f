import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  consistencyRanges,
  Grower,
  inclusionRanges,
  isBeginning,
  isIncluded,
  joined,
  leafHash,
  subtreesOf,
  type Range,
} from './merkle.ts'

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex')

/** Written from the definitions of RFC 6962, section 2.1, over the whole list, without anything of the code above. */
const sha = (...parts: Uint8Array[]) =>
  createHash('sha256').update(Buffer.concat(parts)).digest() as Uint8Array
function power(n: number): number {
  let k = 1
  while (k * 2 < n) k *= 2
  return k
}
function treeHash(entries: readonly Uint8Array[]): Uint8Array {
  const [first] = entries
  if (first === undefined) return sha()
  if (entries.length === 1) return sha(Uint8Array.of(0), first)
  const k = power(entries.length)
  return sha(Uint8Array.of(1), treeHash(entries.slice(0, k)), treeHash(entries.slice(k)))
}
function path(m: number, entries: readonly Uint8Array[]): Uint8Array[] {
  if (entries.length === 1) return []
  const k = power(entries.length)
  const [left, right] = [entries.slice(0, k), entries.slice(k)]
  return m < k ? [...path(m, left), treeHash(right)] : [...path(m - k, right), treeHash(left)]
}
function subproof(m: number, entries: readonly Uint8Array[], whole: boolean): Uint8Array[] {
  if (m === entries.length) return whole ? [] : [treeHash(entries)]
  const k = power(entries.length)
  const [left, right] = [entries.slice(0, k), entries.slice(k)]
  return m <= k
    ? [...subproof(m, left, whole), treeHash(right)]
    : [...subproof(m - k, right, false), treeHash(left)]
}

/** A tree that was grown leaf by leaf, with everything that became complete. */
function grown(entries: readonly Uint8Array[]) {
  const nodes = new Map<string, Uint8Array>()
  const roots: Uint8Array[] = []
  const tree = new Grower(0, [])
  for (const entry of entries) {
    tree.add(leafHash(entry), ({ level, index }, own) => nodes.set(`${level} ${index}`, own))
    roots.push(tree.root)
  }
  const hashesOf = (ranges: readonly Range[]) =>
    ranges.map((range) =>
      joined(subtreesOf(range).map(({ level, index }) => nodes.get(`${level} ${index}`) ?? sha())),
    )
  return { nodes, roots, hashesOf }
}

/** Inputs and roots that are published with the reference implementation of Certificate Transparency. */
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657']
  .concat('606162636465666768696a6b6c6d6e6f')
  .map((text) => Buffer.from(text, 'hex'))
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
]

describe('a Merkle tree', () => {
  it('has the roots and proofs that are published', () => {
    const { roots, hashesOf } = grown(INPUTS)
    expect([hex(joined([])), ...roots.map(hex)]).toEqual(ROOTS)
    const proofs = [inclusionRanges(0, 8), consistencyRanges(1, 8), consistencyRanges(6, 8)]
    const first = [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ]
    expect(proofs.map((ranges) => hashesOf(ranges).map(hex))).toEqual([
      first,
      first,
      [
        '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
        'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
        ROOTS[4],
      ],
    ])
  })

  const MOST = 35
  const entries = Array.from({ length: MOST }, (_, at) => Buffer.from(`entry ${at}`))
  const { roots, hashesOf } = grown(entries)
  const head = (size: number) => ({ size, root: treeHash(entries.slice(0, size)) })

  it('is the one of the definition at every size, and goes on from its peaks', () => {
    for (let size = 1; size <= MOST; size++) {
      expect(hex(roots[size - 1] ?? sha())).toBe(hex(head(size).root))
      const tree = new Grower(
        size,
        subtreesOf([0, size]).map((one) => hashesOf([rangeOf(one)])[0] ?? sha()),
      )
      for (const entry of entries.slice(size)) tree.add(leafHash(entry), () => undefined)
      expect(hex(tree.root)).toBe(hex(head(MOST).root))
    }
  })

  it('proves every leaf at every size, and no other', () => {
    for (let size = 1; size <= MOST; size++)
      for (let leaf = 0; leaf < size; leaf++) {
        const proof = hashesOf(inclusionRanges(leaf, size))
        expect(proof.map(hex)).toEqual(path(leaf, entries.slice(0, size)).map(hex))
        const of = { ...head(size), leaf, hash: leafHash(entries[leaf] ?? sha()) }
        expect(isIncluded(of, proof)).toBe(true)
        expect(isIncluded({ ...of, hash: leafHash(Buffer.from('other')) }, proof)).toBe(false)
        expect(isIncluded({ ...of, leaf: (leaf + 1) % size }, proof)).toBe(size === 1)
        expect(isIncluded({ ...of, root: sha() }, proof)).toBe(false)
        expect(isIncluded({ ...of, size: leaf }, proof)).toBe(false)
        for (const wrong of spoiled(proof)) expect(isIncluded(of, wrong)).toBe(false)
      }
  })

  it('proves that every smaller one is its beginning, and no other', () => {
    for (let size = 1; size <= MOST; size++)
      for (let old = 1; old <= size; old++) {
        const proof = hashesOf(consistencyRanges(old, size))
        expect(proof.map(hex)).toEqual(subproof(old, entries.slice(0, size), true).map(hex))
        expect(isBeginning(head(old), head(size), proof)).toBe(true)
        expect(isBeginning({ size: old, root: sha() }, head(size), proof)).toBe(false)
        expect(isBeginning(head(old), { size, root: sha() }, proof)).toBe(false)
        if (old < size) expect(isBeginning(head(size), head(old), proof)).toBe(false)
        for (const wrong of spoiled(proof))
          expect(isBeginning(head(old), head(size), wrong)).toBe(false)
      }
  })

  it('that was rewritten before its end has no proof that it follows the old one', () => {
    for (let at = 0; at < 20; at++) {
      const other = grown(entries.map((entry, no) => (no === at ? Buffer.from('x') : entry)))
      const now = { size: MOST, root: other.roots[MOST - 1] ?? sha() }
      const proof = other.hashesOf(consistencyRanges(20, MOST))
      expect(isBeginning(head(20), now, proof)).toBe(false)
    }
  })
})

const rangeOf = ({ level, index }: { level: number; index: number }): Range => [
  index * 2 ** level,
  (index + 1) * 2 ** level,
]

/** The proof with one bit altered, one hash too many, one too few. */
function* spoiled(proof: readonly Uint8Array[]): Generator<readonly Uint8Array[]> {
  for (const at of proof.keys())
    yield proof.map((one, no) =>
      no === at ? Uint8Array.from(one, (byte, bit) => (bit === at ? byte ^ 1 : byte)) : one,
    )
  yield [...proof, sha()]
  if (proof.length > 0) yield proof.slice(1)
}
