import type { ErrorCode } from '../contract/errors.ts'
import type { Failure, Result } from '../contract/result.ts'

/** An expected failure deep inside core; dispatch turns it into a Result. */
export class CoreError extends Error {
  readonly code: ErrorCode
  readonly params: Failure['params']

  constructor(code: ErrorCode, params: Failure['params'] = {}) {
    super(`${code} ${JSON.stringify(params)}`)
    this.name = 'CoreError'
    this.code = code
    this.params = params
  }
}

/** The value, or the failure thrown. */
export function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new CoreError(result.error.code, result.error.params)
  return result.value
}
