import { generateKeyPairSync, sign } from 'node:crypto'
import type { Database } from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CheckpointAnswer, SignedCheckpoint } from '../../contract/checkpoint.ts'
import { encode } from '../keys/box.ts'
import { checkpointIn, checkpointText } from './checkpoint.ts'
import { hex } from './codec.ts'
import { rawPublicKey } from './identity.ts'
import {
  consistencyRanges,
  Grower,
  inclusionRanges,
  joined,
  leafHash,
  subtreesOf,
  type Range,
} from './merkle.ts'
import { openTestLog } from './testing.ts'
import {
  contradictionsIn,
  newestWitnessed,
  sizesKnown,
  witness,
  witnessedOf,
  witnessHeard,
} from './witness.ts'

const WORKSPACE = '0'.repeat(32)
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const HUB = encode(rawPublicKey(publicKey))
const OF = { workspace: WORKSPACE, hub: HUB }
const commit = (name: string): Uint8Array => Buffer.from(name.padEnd(32))
const named = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, at) => `commit ${from + at}`)

let time = 1_000_000
let db: Database
beforeEach(() => ({ db } = openTestLog()))
afterEach(() => db.close())

/** A server over any history that the test wants it to have, with the key of the real one or another. */
class Server {
  readonly #names: readonly string[]
  readonly #epoch: string
  readonly #key: typeof privateKey
  readonly #nodes = new Map<string, Uint8Array>()

  constructor(names: readonly string[], epoch = 'one', key = privateKey) {
    this.#names = names
    this.#epoch = epoch
    this.#key = key
    const tree = new Grower(0, [])
    for (const name of names)
      tree.add(leafHash(commit(name)), ({ level, index }, own) =>
        this.#nodes.set(`${level} ${index}`, own),
      )
  }

  #proof(ranges: readonly Range[]): string[] {
    return ranges.map((range) =>
      hex(
        joined(
          subtreesOf(range).map(
            ({ level, index }) => this.#nodes.get(`${level} ${index}`) ?? new Uint8Array(),
          ),
        ),
      ),
    )
  }

  get signed(): SignedCheckpoint {
    const size = this.#names.length
    const [root = ''] = this.#proof([[0, size]])
    const text = checkpointText({ ...OF, epoch: this.#epoch, size, root, time: (time += 1000) })
    return { text, signature: sign(null, Buffer.from(text), this.#key).toString('base64url') }
  }

  answer(sizes: readonly number[], own?: string): CheckpointAnswer {
    const size = this.#names.length
    const leaf = own === undefined ? -1 : this.#names.indexOf(own)
    return {
      checkpoint: this.signed,
      consistency: sizes.map((old) =>
        old < size ? this.#proof(consistencyRanges(old, size)) : [],
      ),
      ...(leaf < 0 ? {} : { inclusion: { leaf, proof: this.#proof(inclusionRanges(leaf, size)) } }),
    }
  }
}

/** The device asks; what it has found of this server so far. */
function ask(server: Server, own?: string): readonly string[] {
  const sizes = sizesKnown(db)
  const answer = server.answer(sizes, own)
  witness(db, { of: OF, sizes, answer, own: own === undefined ? undefined : commit(own), at: 7 })
  return found()
}
const found = (): readonly string[] => witnessedOf(db, HUB).contradictions.map(({ why }) => why)
const sizeNow = (): number | undefined => witnessedOf(db, HUB).newest?.size
const hear = (signed: SignedCheckpoint): void =>
  witnessHeard(db, signed, { workspace: WORKSPACE, hubs: ['A'.repeat(43), HUB], at: 8 })

describe('a device', () => {
  it('follows a log that grows, and has its own commits shown to it', () => {
    for (const size of [1, 2, 3, 7, 8, 40, 40, 41])
      expect(ask(new Server(named(size)), `commit ${size - 1}`)).toEqual([])
    expect(sizeNow()).toBe(41)
    expect(sizesKnown(db)).toEqual([41])
  })

  it('tells of a log that became shorter, and goes on from there with the evidence kept', () => {
    ask(new Server(named(20)))
    expect(ask(new Server(named(19)))).toEqual(['shrunk'])
    expect(ask(new Server(named(21)))).toEqual(['shrunk'])
    const [evidence] = contradictionsIn(db)
    expect(evidence?.where).toBe(`${HUB} one 20`)
    const { told, known } = JSON.parse(evidence?.detail.slice('shrunk: '.length) ?? '') as Record<
      'told' | 'known',
      SignedCheckpoint
    >
    expect([checkpointIn(told)?.size, checkpointIn(known)?.size]).toEqual([19, 20])
  })

  it('tells of a log that was rewritten, whether it is longer now or not', () => {
    ask(new Server(named(20)))
    const rewritten = [...named(4), 'another', ...named(40, 5)]
    expect(ask(new Server(rewritten.slice(0, 20)))).toEqual(['root'])
    expect(ask(new Server(named(30)))).toEqual(['root', 'history'])
  })

  it('tells of what others signed in its name, and keeps what it had', () => {
    ask(new Server(named(20)))
    const { privateKey: other } = generateKeyPairSync('ed25519')
    for (const size of [21, 22])
      expect(ask(new Server(named(size), 'one', other))).toEqual(['signature'])
    expect(sizeNow()).toBe(20)
  })

  it('tells of a commit that was acknowledged and is not there', () => {
    const without = named(20).filter((name) => name !== 'commit 7')
    expect(ask(new Server(without), 'commit 7')).toEqual(['omitted'])
    expect(ask(new Server(named(20)), 'commit 8')).toContain('omitted')
  })

  it('lets a server that was put back begin anew, and says what is not there again', () => {
    ask(new Server(named(20)))
    expect(ask(new Server(named(12), 'two'))).toEqual([])
    expect(witnessedOf(db, HUB)).toMatchObject({ newest: { size: 12 }, missing: 8 })
    expect(ask(new Server(named(25), 'two'))).toEqual([])
    expect(witnessedOf(db, HUB)).toMatchObject({ newest: { size: 25 }, missing: 0 })
    // The end of the epoch before stays: whoever goes back into it has to go on from there.
    expect(ask(new Server([...named(3), 'x', ...named(40, 4)], 'one'))).toEqual(['history'])
  })
})

describe('what another device brought', () => {
  it('is carried on where it is newer, and shown by the server to be of the same log', () => {
    ask(new Server(named(20)))
    const signed = new Server(named(30)).signed
    hear(signed)
    expect(newestWitnessed(db)).toEqual(signed)
    expect(sizesKnown(db)).toEqual([20, 30])
    expect(ask(new Server(named(31)))).toEqual([])
    expect(sizesKnown(db)).toEqual([31])
  })

  it('of the same size with another root is told at once', () => {
    ask(new Server(named(20)))
    hear(new Server(named(20)).signed)
    expect(found()).toEqual([])
    hear(new Server(named(20, 1)).signed)
    expect(found()).toEqual(['root'])
  })

  it('shows a server that tells two devices two histories, whatever their sizes are', () => {
    ask(new Server(named(20)))
    hear(new Server([...named(5), 'x', ...named(10, 6)]).signed)
    expect(found()).toEqual([])
    expect(ask(new Server(named(22)))).toEqual(['history'])
  })

  it('says nothing about the server where the server did not sign it', () => {
    ask(new Server(named(20)))
    const { privateKey: other } = generateKeyPairSync('ed25519')
    hear(new Server(named(20, 1), 'one', other).signed)
    hear({ text: 'nonsense', signature: '' })
    expect(found()).toEqual([])
    expect(sizesKnown(db)).toEqual([20])
  })
})

it('a checkpoint has one form', () => {
  const { text } = new Server(named(3)).signed
  expect(text).toBe(checkpointText(checkpointIn({ text }) ?? ({} as never)))
  for (const other of [`${text}\n`, text.slice(0, -1), ` ${text}`, text.replace('\n3\n', '\n03\n')])
    expect(checkpointIn({ text: other })).toBeUndefined()
})
