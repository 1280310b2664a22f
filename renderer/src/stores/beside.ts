import { shallowRef } from 'vue'
import type { Place } from '../../../contract/library.ts'

export interface BesideTarget {
  readonly document: string
  readonly version?: string | undefined
  readonly place?: Place | undefined
}

/** The document that is read beside whatever screen is open; undefined: none. */
export const beside = shallowRef<BesideTarget>()

/** Opens a document at a place beside the screen, so that a run or a record stays in sight. */
export function openDocument(target: BesideTarget): void {
  beside.value = target
}

export function closeDocument(): void {
  beside.value = undefined
}
