import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { FIRST_SEALED_LEVEL, type Level } from '../../../contract/roles.ts'
import { CoreError } from '../../error.ts'
import { lock, unlock } from '../../keys/box.ts'
import { makeFolder, writeWhole } from '../../workspace/files.ts'
import type { CarriedBlob } from '../../workspace/workspace.ts'

/** Bytes that travel at once. */
export const PART = 4 << 20
/** Bytes of an attachment on its way over the network. */
export const MOST_ON_THE_WAY = 1 << 30

const PART_NAME = /^(\d{10})-(\d+)$/u

interface Named {
  readonly sha256: string
  readonly level: Level
}

/** Attachments that have come in part, encrypted, so that a cut line goes on where it ended. */
export class PartialBlobs {
  readonly #folder: string
  readonly #key: Uint8Array

  constructor(folder: string, key: Uint8Array) {
    this.#folder = folder
    this.#key = key
  }

  /** Bytes that are here without a gap. */
  have(blob: Named): number {
    let next = 0
    for (const { offset, length } of this.#parts(blob)) if (offset === next) next += length
    return next
  }

  /** Keeps a part durably. Throws CoreError blobDamaged where it does not follow what is here. */
  add(blob: Named, offset: number, bytes: Uint8Array): void {
    if (offset !== this.have(blob) || offset + bytes.length > MOST_ON_THE_WAY)
      throw new CoreError('blobDamaged', { name: blob.sha256 })
    this.keep(blob, offset, bytes)
  }

  /** Keeps a part durably, in whatever order they come. */
  keep(blob: Named, offset: number, bytes: Uint8Array): void {
    const folder = this.#folderOf(blob)
    makeFolder(folder)
    const name = `${String(offset).padStart(10, '0')}-${bytes.length}`
    writeWhole(join(folder, name), lock(this.#key, bytes, contextOf(blob, offset)))
  }

  /** All parts, one after the other. Throws CoreError blobDamaged; what is damaged is thrown away and comes again. */
  *inOrder(blob: Named): Generator<Uint8Array> {
    for (const { name, offset } of this.#parts(blob)) {
      const locked = readFileSync(join(this.#folderOf(blob), name))
      const part = unlock(this.#key, locked, contextOf(blob, offset))
      if (part === undefined) {
        this.drop(blob)
        throw new CoreError('blobDamaged', { name: blob.sha256 })
      }
      yield part
    }
  }

  /** All parts together. Throws CoreError blobDamaged; what is damaged is thrown away and comes again. */
  whole(blob: Named): CarriedBlob {
    const parts = this.#parts(blob).map(({ name, offset }) => {
      const path = join(this.#folderOf(blob), name)
      return unlock(this.#key, readFileSync(path), contextOf(blob, offset))
    })
    const sound = parts.filter((part) => part !== undefined)
    if (sound.length < parts.length) {
      this.drop(blob)
      throw new CoreError('blobDamaged', { name: blob.sha256 })
    }
    return { ...blob, bytes: Buffer.concat(sound) }
  }

  drop(blob: Named): void {
    rmSync(this.#folderOf(blob), { recursive: true, force: true })
  }

  #folderOf({ sha256, level }: Named): string {
    return join(this.#folder, `${sha256}.${level < FIRST_SEALED_LEVEL ? 1 : level}`)
  }

  #parts(blob: Named): { name: string; offset: number; length: number }[] {
    const folder = this.#folderOf(blob)
    if (!existsSync(folder)) return []
    return readdirSync(folder)
      .toSorted()
      .flatMap((name) => {
        const found = PART_NAME.exec(name)
        return found ? [{ name, offset: Number(found[1]), length: Number(found[2]) }] : []
      })
  }
}

const contextOf = ({ sha256 }: Named, offset: number): string => `${sha256} ${offset}`
