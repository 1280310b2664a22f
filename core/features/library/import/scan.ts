import { existsSync, lstatSync, readdirSync, realpathSync, statSync, type Stats } from 'node:fs'
import { basename, sep } from 'node:path'
import type { Failure } from '../../../../contract/result.ts'
import { ok, type Result } from '../../../../contract/result.ts'
import { CoreError } from '../../../error.ts'
import type { Tell } from '../extract/jobs.ts'
import { sourceError, type TreeFile } from '../extract/source.ts'
import { gatherTrees } from './trees.ts'

/** Something that may become a document. */
export type ScanItem =
  | {
      readonly kind: 'file'
      readonly path: string | Uint8Array
      readonly name: string
      /** Where it stands below what was chosen, as people read it. */
      readonly shown: string
    }
  | {
      readonly kind: 'tree'
      readonly name: string
      readonly shown: string
      readonly files: readonly TreeFile[]
    }
  | { readonly kind: 'failure'; readonly shown: string; readonly failure: Failure }

export interface FoundFile {
  readonly path: string | Uint8Array
  readonly name: string
  readonly shown: string
  readonly size: number
}

export interface ScanInput {
  /** Files and folders that a person chose. */
  readonly roots: readonly string[]
}

export interface ScanOutput {
  /** Files that are no documents of their own: styles, fonts, what belongs to a system. */
  readonly skipped: number
}

const MOST_FILES = 200_000
const DEEPEST = 64
const MESSAGE = 500

/** What belongs to a system or a program and is no document. */
const SYSTEM = /^(?:\..*|Thumbs\.db|desktop\.ini|~\$.*|.*\.(?:tmp|swp|bak)|.*~)$/iu
/** What pages are shown with. */
const ASSET =
  /\.(?:css|m?js|cjs|map|woff2?|ttf|otf|eot|ico|cur|inv|buildinfo|xpm|xbm|pyc|class|o|so|a)(?:\.gz)?$/iu

/**
 * Lists what stands in files and folders, and puts pages that link each other together. Links are not
 * followed out of what was chosen; pipes, sockets and devices are not opened. One line for what cannot be read.
 */
export function scan({ roots }: ScanInput, tell: Tell): Result<ScanOutput> {
  const walk = new Walk(tell)
  for (const root of roots) walk.root(root)
  const { trees, rest } = gatherTrees(walk.files, tell.progress)
  const documents = rest.filter(({ name }) => !ASSET.test(name))
  const items: ScanItem[] = [
    ...walk.failures,
    ...trees,
    ...documents.map(({ path, name, shown }) => ({ kind: 'file' as const, path, name, shown })),
  ]
  for (let at = 0; at < items.length; at += MESSAGE) tell.part(items.slice(at, at + MESSAGE))
  return ok({ skipped: walk.skipped + rest.length - documents.length })
}

class Walk {
  readonly files: FoundFile[] = []
  readonly failures: ScanItem[] = []
  skipped = 0
  readonly #tell: Tell
  #isFull = false

  constructor(tell: Tell) {
    this.#tell = tell
  }

  /** What a person chose himself is followed, even when it is a link. */
  root(path: string): void {
    this.#try(basename(path), () => {
      const real = realpathSync(path)
      this.#take(Buffer.from(real), basename(path), basename(path), statSync(real), real, 0)
    })
  }

  #take(
    path: Buffer,
    name: string,
    shown: string,
    status: Stats,
    root: string,
    depth: number,
  ): void {
    if (status.isDirectory()) this.#folder(path, shown, root, depth)
    else if (status.isSymbolicLink()) this.#link(path, name, shown, root)
    else if (!status.isFile()) this.#fail(shown, { code: 'sourceSpecial', params: {} })
    else if (this.files.length >= MOST_FILES) this.#full()
    else this.files.push({ path: plain(path), name, shown, size: status.size })
  }

  #folder(path: Buffer, shown: string, root: string, depth: number): void {
    if (depth > DEEPEST) return this.#full()
    const names = readdirSync(path, { encoding: 'buffer' }).toSorted(Buffer.compare)
    this.#tell.progress()
    for (const raw of names) {
      if (this.#isFull) return
      const name = readable(raw)
      const inside = Buffer.concat([path, Buffer.from(sep), raw])
      const place = `${shown}/${name}`
      if (SYSTEM.test(name)) this.skipped += 1
      else
        this.#try(place, () => this.#take(inside, name, place, lstatSync(inside), root, depth + 1))
    }
  }

  /** Inside of what was chosen its target is read anyway; outside nobody chose it. */
  #link(path: Buffer, name: string, shown: string, root: string): void {
    const target = existsSync(path) ? realpathSync(path) : ''
    if (target === '') return this.#fail(shown, { code: 'sourceBroken', params: {} })
    const isInside = target === root || target.startsWith(root + sep)
    if (isInside || ASSET.test(name)) this.skipped += 1
    else this.#fail(shown, { code: 'sourceLoop', params: {} })
  }

  #try(shown: string, work: () => void): void {
    try {
      work()
    } catch (error) {
      const known = sourceError(error)
      if (!(known instanceof CoreError)) throw error
      this.#fail(shown, { code: known.code, params: known.params })
    }
  }

  #fail(shown: string, failure: Failure): void {
    this.failures.push({ kind: 'failure', shown, failure })
  }

  #full(): void {
    if (!this.#isFull) this.#fail('…', { code: 'sourceTooMany', params: { limit: MOST_FILES } })
    this.#isFull = true
  }
}

/** A path as text where it is UTF-8; else the bytes, which still name the file. */
function plain(path: Buffer): string | Uint8Array {
  const text = path.toString('utf8')
  return Buffer.from(text).equals(path) ? text : Uint8Array.from(path)
}

/** A name on one line, in the direction of reading: no control characters, no marks that turn text around. */
const readable = (raw: Buffer): string =>
  raw.toString('utf8').replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '�')
