import type { z } from 'zod'
import type { ErrorCode } from './errors.ts'
import type { RecordAction } from './record-type.ts'
import type { Capability } from './roles.ts'

/** Who may call. 'record' without a type takes the type from `input.type`. */
export type Permission =
  | { readonly kind: 'open' } // before anybody signed in
  | { readonly kind: 'session' } // anybody signed in
  | { readonly kind: 'record'; readonly action: RecordAction; readonly type?: string }
  | { readonly kind: 'capability'; readonly capability: Capability }

export const open: Permission = { kind: 'open' }
export const signedIn: Permission = { kind: 'session' }
export const mayRecord = (action: RecordAction, type?: string): Permission => ({
  kind: 'record',
  action,
  ...(type === undefined ? {} : { type }),
})
export const may = (capability: Capability): Permission => ({ kind: 'capability', capability })

/** One row of the contract. `changes`: it writes to the log or to local state. */
export interface Procedure<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I
  readonly output: O
  readonly permission: Permission
  readonly changes: boolean
  /** Codes beyond the common ones (invalidInput, denied, notSignedIn, internal). */
  readonly errors: readonly ErrorCode[]
}

export function query<I extends z.ZodType, O extends z.ZodType>(
  permission: Permission,
  input: I,
  output: O,
  errors: readonly ErrorCode[] = [],
): Procedure<I, O> {
  return { input, output, permission, changes: false, errors }
}

export function command<I extends z.ZodType, O extends z.ZodType>(
  permission: Permission,
  input: I,
  output: O,
  errors: readonly ErrorCode[] = [],
): Procedure<I, O> {
  return { input, output, permission, changes: true, errors }
}
