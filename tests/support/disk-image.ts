import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'

/** What stands in a folder, as a snapshot of a virtual machine holds it; put back once. */
export class DiskImage {
  readonly #folder: string
  readonly #links: string
  readonly #files: readonly { readonly path: string; readonly bytes: Buffer }[]

  constructor(folder: string) {
    this.#folder = folder
    this.#files = filesIn(folder).map((path) => ({ path, bytes: readFileSync(path) }))
    // Whatever replaces a file meanwhile: the file itself, with its number and its birth, stays.
    this.#links = mkdtempSync(`${folder}-image-`)
    for (const [at, { path }] of this.#files.entries())
      linkSync(path, join(this.#links, String(at)))
  }

  /** The whole disk goes back: nothing of it looks like a copy. */
  putBack(): void {
    for (const path of filesIn(this.#folder)) rmSync(path)
    for (const [at, { path, bytes }] of this.#files.entries()) {
      const link = join(this.#links, String(at))
      writeFileSync(link, bytes)
      mkdirSync(dirname(path), { recursive: true })
      renameSync(link, path)
    }
    rmSync(this.#links, { recursive: true })
  }
}

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
