import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { CORE_PROCEDURES, type CoreProcedureName } from '../contract/procedures.ts'
import type { Permission } from '../contract/procedure.ts'
import { mayDo } from '../contract/record-type.ts'
import { fail, type Result } from '../contract/result.ts'
import { CAPABILITIES, type Role } from '../contract/roles.ts'
import { storageError } from './db/errors.ts'
import { CoreError } from './error.ts'
import type { Context, Handlers } from './feature.ts'
import { issuesOf } from './input-issues.ts'
import type { Session } from './session/session.ts'
import type { TypeRegistry } from './workspace/workspace.ts'

/** What dispatch asks of the window's session and workspace at each call. */
export interface Desk {
  /** Undefined while nobody is signed in. */
  context(): Context | undefined
  readonly types: TypeRegistry
  /** Told of every failure that core knows. */
  failed(error: CoreError): void
  /** Told of every unexpected error, with the reference that the caller gets. */
  report(reference: string, procedure: string, error: unknown): void
}

export type Dispatch = (name: string, input: unknown) => Promise<Result<unknown>>

type AnyHandler = (
  context: Context | undefined,
  input: unknown,
) => Result<unknown> | Promise<Result<unknown>>

/**
 * The only way into core: schema, session, permission, handler, Result. Throws when a declared
 * procedure has no handler.
 */
export function createDispatch(handlers: Handlers, desk: Desk): Dispatch {
  const missing = Object.keys(CORE_PROCEDURES).filter((name) => !Object.hasOwn(handlers, name))
  if (missing.length > 0) throw new Error(`procedures without a handler: ${missing.join(', ')}`)
  return async (name, input) => {
    if (!Object.hasOwn(CORE_PROCEDURES, name)) return fail('unknownProcedure', { name })
    const known = name as CoreProcedureName
    const procedure = CORE_PROCEDURES[known]
    const parsed: z.ZodSafeParseResult<unknown> = procedure.input.safeParse(input)
    if (!parsed.success) return fail('invalidInput', { issues: issuesOf(parsed.error) })
    try {
      const context = desk.context()
      const refused = refusal(procedure.permission, context?.session, desk.types, parsed.data)
      if (refused) return refused
      return await (handlers[known] as AnyHandler)(context, parsed.data)
    } catch (error) {
      return failureOf(error, known, desk)
    }
  }
}

function failureOf(error: unknown, procedure: string, desk: Desk): Result<never> {
  const known = storageError(error)
  if (known instanceof CoreError) {
    desk.failed(known)
    return fail(known.code, known.params)
  }
  const reference = randomUUID().slice(0, 8)
  desk.report(reference, procedure, error)
  return fail('internal', { reference })
}

/** Undefined when the call is permitted. */
function refusal(
  permission: Permission,
  session: Session | undefined,
  types: TypeRegistry,
  input: unknown,
): Result<never> | undefined {
  if (permission.kind === 'open') return undefined
  if (session === undefined) return fail('notSignedIn')
  if (permission.kind === 'session') return undefined
  if (permission.kind === 'capability')
    return lacking(CAPABILITIES[permission.capability], session.roles)
  const name = permission.type ?? (input as { type?: unknown }).type
  const type = types.get(String(name))
  if (type === undefined) return fail('unknownType', { type: name })
  const allowed = type.permissions[permission.action]
  return allowed === 'all' ? undefined : lacking(allowed, session.roles)
}

function lacking(allowed: readonly Role[], held: readonly Role[]): Result<never> | undefined {
  return allowed.some((role) => held.includes(role))
    ? undefined
    : fail('denied', { roles: allowed })
}

/** True when the permission would let this session act on the type. */
export function mayActOn(
  types: TypeRegistry,
  session: Pick<Session, 'roles'>,
  type: string,
  action: 'read' | 'create' | 'update' | 'delete',
): boolean {
  const declared = types.get(type)
  return declared !== undefined && mayDo(declared, session.roles, action)
}
