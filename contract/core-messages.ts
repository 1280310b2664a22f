import type { Result } from './result.ts'

/** From the main process to the core process. */
export type CoreRequest =
  | {
      readonly kind: 'call'
      readonly id: number
      readonly procedure: string
      readonly input: unknown
    }
  /** A person chose a file or folder; later calls name it by the token. */
  | { readonly kind: 'chosen'; readonly token: string; readonly path: string }
  | { readonly kind: 'close' }

/** From the core process to the main process. */
export type CoreMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'closed' }
  | { readonly kind: 'answer'; readonly id: number; readonly result: Result<unknown> }
  | { readonly kind: 'event'; readonly event: string; readonly payload: unknown }

/** The channels between window and main process. */
export const INVOKE_CHANNEL = 'watchkeeper:invoke'
export const DROP_CHANNEL = 'watchkeeper:drop'
export const EVENT_CHANNEL = 'watchkeeper:event'
