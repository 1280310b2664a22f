import type { ErrorCode } from './errors.ts'

/** An expected failure as data: the text is made where the reader's language is known. */
export interface Failure {
  readonly code: ErrorCode
  /** Values for the text of the code: names, limits, places. JSON scalars or lists of them. */
  readonly params: Readonly<Record<string, unknown>>
}

/** What every procedure answers. */
export type Result<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: Failure }

export const ok = <T>(value: T): Result<T> => ({ ok: true, value })

export const fail = (code: ErrorCode, params: Failure['params'] = {}): Result<never> => ({
  ok: false,
  error: { code, params },
})
