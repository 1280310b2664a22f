import type { Json } from './record-type.ts'
import type { Role } from './roles.ts'

export type Writer = readonly Role[] | 'all'

/** Values that only some people give a record. */
export interface Mark {
  readonly fields: readonly string[]
  /** Absent: whatever stands there. Clearing a field is no mark. */
  readonly values?: readonly Json[]
  /** Absent: in new records and in known ones. */
  readonly on?: 'create' | 'update'
  /** Absent: whoever may write the record. */
  readonly roles?: readonly Role[]
  /** Only under the signature of the person who writes it, or of the one whom the field names. */
  readonly signed?: true
}

/**
 * Who writes records of a type where `permissions` do not say it: by procedures of its own, or along with another
 * record. Whoever takes a commit in asks this again, so it is as wide as all procedures together.
 */
export interface Writers {
  readonly create?: Writer
  readonly update?: Writer
  readonly delete?: Writer
  /** Fields whose changes are other people's than those of the rest; `$level` is one. */
  readonly fields?: Readonly<Record<string, Writer>>
  readonly marks?: readonly Mark[]
  /** Fields of an account that its own person writes. */
  readonly own?: readonly string[]
}
