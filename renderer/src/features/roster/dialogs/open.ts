import type { AbsenceView, BoardShift, Swap } from '../../../../../contract/roster-shapes.ts'

/** The dialog that is open on the roster screen. */
export type Open =
  | { readonly kind: 'plan'; readonly isNew: boolean }
  | { readonly kind: 'members' | 'swap' | 'export' }
  | { readonly kind: 'absence'; readonly absence?: AbsenceView }
  | { readonly kind: 'place'; readonly shift: BoardShift }
  | { readonly kind: 'decide'; readonly swap: Swap; readonly act: 'answer' | 'decide' }
