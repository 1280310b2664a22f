import type { ErrorCode } from '../contract/errors.ts'
import type { Failure } from '../contract/result.ts'

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
