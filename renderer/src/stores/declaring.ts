import { shallowRef } from 'vue'
import type { RecordRef } from '../../../contract/common.ts'

/** What an incident is being declared from, and what it may be called. */
export interface Declaring {
  readonly links: readonly RecordRef[]
  readonly title?: string | undefined
  /** When it was noticed, where that is known. */
  readonly at?: number | undefined
}

/** Undefined while none is being declared. One dialog for the whole window. */
export const declaring = shallowRef<Declaring>()

export function declareFrom(links: readonly RecordRef[] = [], title?: string, at?: number): void {
  declaring.value = { links, title, at }
}
