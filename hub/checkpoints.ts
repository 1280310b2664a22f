import { sign, type KeyObject } from 'node:crypto'
import type {
  CheckpointAnswer,
  CheckpointRequest,
  SignedCheckpoint,
} from '../contract/checkpoint.ts'
import { checkpointText } from '../core/log/checkpoint.ts'
import { hex } from '../core/log/codec.ts'
import { consistencyRanges, inclusionRanges, type Range } from '../core/log/merkle.ts'
import { hashesOf, type LogTree } from './tree.ts'

/** Signs what the server's log is, once for each size, and shows that it follows what it was. */
export class Checkpoints {
  readonly #key: KeyObject
  readonly #hub: string
  readonly #now: () => number
  #last: { readonly of: string; readonly signed: SignedCheckpoint } | undefined

  constructor(key: KeyObject, hub: string, now: () => number) {
    this.#key = key
    this.#hub = hub
    this.#now = now
  }

  async answer(
    workspace: string,
    tree: LogTree,
    { sizes, commit }: CheckpointRequest,
  ): Promise<CheckpointAnswer> {
    const leaf = commit && (await tree.leafOf(commit.stream, commit.seq))
    const consistency: string[][] = []
    for (const size of sizes)
      consistency.push(
        size < tree.size ? await proofOf(tree, consistencyRanges(size, tree.size)) : [],
      )
    return {
      checkpoint: await this.#signed(workspace, tree),
      consistency,
      ...(leaf === undefined
        ? {}
        : { inclusion: { leaf, proof: await proofOf(tree, inclusionRanges(leaf, tree.size)) } }),
    }
  }

  async #signed(workspace: string, tree: LogTree): Promise<SignedCheckpoint> {
    const { epoch, size } = tree
    const [root] = await proofOf(tree, [[0, size]])
    const of = `${epoch} ${size} ${root}`
    if (this.#last?.of !== of) {
      const text = checkpointText({
        workspace,
        hub: this.#hub,
        epoch,
        size,
        root: root ?? '',
        time: Math.floor(this.#now()),
      })
      const signature = sign(null, Buffer.from(text), this.#key).toString('base64url')
      this.#last = { of, signed: { text, signature } }
    }
    return this.#last.signed
  }
}

const proofOf = async (tree: LogTree, ranges: readonly Range[]): Promise<string[]> =>
  (await hashesOf(tree, ranges)).map(hex)
