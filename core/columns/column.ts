import type { Json } from '../../contract/record-type.ts'

export type Text = string | null
/** Whether a value fulfils a condition; undefined stands for none. */
export type Passes = (value: string | number | undefined) => boolean

/**
 * Which of sorted texts pass: single ones, all from one to another, or those that hold a part. `outside`: all others.
 */
export type Among = { readonly outside?: boolean } & (
  | { readonly texts: readonly Text[] }
  | { readonly from?: string; readonly to?: string; readonly inclusive: boolean }
  | { readonly part: string }
)

/** A condition on one column. */
export interface Test {
  readonly passes: Passes
  /** Which lists stay: those with an item that passes, those without, those that are empty or not. */
  readonly ofList: 'some' | 'none' | 'empty' | 'notEmpty'
  /** The same of texts that are sorted. */
  readonly among?: Among
}

/** A part of a list in its order, beginning after a record. */
export interface Part {
  readonly descending: boolean
  readonly most: number
  readonly after: { readonly value: string | number | null; readonly at: number } | undefined
}

/** One column in memory. */
export interface Column {
  readonly isList: boolean
  /** Takes off the mask what does not pass. False: it cannot tell. */
  filter(mask: Uint8Array, count: number, test: Test): boolean
  /** Counts of values over the mask, without sealed ones; undefined where it cannot tell. */
  facets(mask: Uint8Array, count: number): Map<string | number | null, number> | undefined
  /** Places of the mask, sorted by the column and then by place: nothing comes first. None of a column of lists. */
  part(mask: Uint8Array, count: number, part: Part): number[]
  valueAt(at: number): string | number | null
  /** False: it is of no use from now on, until it is read anew. */
  set(at: number, value: Json): boolean
  grow(room: number): void
}
