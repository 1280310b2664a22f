import type { Level } from '../../../../contract/roles.ts'
import type { ShelfEntry, ShelfTitle } from './shelf.ts'

/** What the thread that writes the index is told; plain data. */
export type WriterAct =
  | {
      readonly act: 'open'
      readonly level: Level
      readonly path: string
      readonly key: Uint8Array
      readonly workspace: string
    }
  | { readonly act: 'put'; readonly level: Level; readonly entries: readonly ShelfEntry[] }
  | { readonly act: 'title'; readonly level: Level; readonly titles: readonly ShelfTitle[] }
  | { readonly act: 'remove'; readonly level: Level; readonly documents: readonly string[] }
  | { readonly act: 'close'; readonly level: Level }
  /** Throws the file away and makes it anew: it is damaged, or everything is indexed again. */
  | { readonly act: 'renew'; readonly level: Level }
  | { readonly act: 'end' }

export type WriterRequest = WriterAct & { readonly id: number }

/** What became of a request. */
export type WriterAnswer =
  | { readonly id: number; readonly ok: true; readonly made?: boolean }
  | { readonly id: number; readonly ok: false; readonly error: string; readonly damaged: boolean }
