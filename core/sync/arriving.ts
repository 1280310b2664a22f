import { join } from 'node:path'
import { z } from 'zod'
import { localState, setLocalState } from '../workspace/local-state.ts'
import type { OpenWorkspace } from '../workspace/open-workspace.ts'
import type { OpenBundle } from './bundle.ts'
import { PartialBlobs } from './hub/partial-blobs.ts'
import type { Piece } from './pieces.ts'

/** Attachments whose pieces come in several bundles, in any order: kept encrypted until all are there. */
export class Pieces {
  readonly #workspace: OpenWorkspace
  readonly #partial: PartialBlobs
  readonly #touched = new Map<string, Piece>()

  constructor(workspace: OpenWorkspace) {
    this.#workspace = workspace
    const key = workspace.derivedKey('pieces of attachments')
    this.#partial = new PartialBlobs(join(workspace.path, 'pieces'), key)
  }

  take(piece: Piece): void {
    if (this.#workspace.blobs.has(piece.sha256)) return
    this.#partial.keep(piece, piece.offset, piece.bytes)
    this.#touched.set(piece.sha256, piece)
  }

  /** Puts together what is whole by now; answers how many. */
  finish(): number {
    let count = 0
    for (const { sha256, level, total } of this.#touched.values()) {
      const blob = { sha256, level }
      if (this.#partial.have(blob) < total) continue
      try {
        const parts = this.#partial.inOrder(blob)
        if (this.#workspace.blobs.takeParts(blob, total, parts)) count += 1
      } finally {
        this.#partial.drop(blob)
      }
    }
    return count
  }
}

const set = z.object({ have: z.array(z.int()), parts: z.int().optional() })

/** What is still to come of the set that a bundle is a part of, now that this one is here. */
export function missingAfter(
  { db }: Pick<OpenWorkspace, 'db'>,
  { header: { part }, parts }: OpenBundle,
): readonly (number | 'last')[] {
  if (part === undefined) return []
  const key = `bundle ${part.set}`
  const text = localState(db, key)
  const known = text === undefined ? { have: [] } : set.parse(JSON.parse(text))
  const have = [...new Set([...known.have, part.number])].toSorted((a, b) => a - b)
  const count = parts ?? known.parts
  setLocalState(db, key, JSON.stringify({ have, ...(count === undefined ? {} : { parts: count }) }))
  const numbers = Array.from({ length: count ?? have.at(-1) ?? 0 }, (_, at) => at + 1)
  const missing = numbers.filter((number) => !have.includes(number))
  return count === undefined ? [...missing, 'last'] : missing
}
