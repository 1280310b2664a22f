import type { Result } from '../../../../contract/result.ts'

/** What pool and worker say to each other. */
export interface WorkerRequest {
  readonly id: number
  readonly kind: string
  readonly input: unknown
}

export type WorkerAnswer =
  | { readonly kind: 'progress'; readonly id: number }
  /** A part of what the job gives, sent ahead so that no message is large. */
  | { readonly kind: 'part'; readonly id: number; readonly part: unknown }
  | { readonly kind: 'done'; readonly id: number; readonly result: Result<unknown> }
