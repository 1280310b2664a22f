import { z } from 'zod'
import { instant, level, nothing, password, receipt, recordId, role } from './common.ts'
import { command, may, query } from './procedure.ts'
import { loginName } from './workspace.ts'

export const account = z.object({
  person: recordId,
  name: z.string(),
  login: z.string(),
  roles: z.array(role),
  clearance: level,
  active: z.boolean(),
  createdAt: instant,
  lastSignIn: instant.nullable(),
  /** First bytes of the SHA-256 of the person's signing key, for comparison by eye. */
  keyFingerprint: z.string(),
})
export type Account = z.infer<typeof account>

const manage = may('accounts.manage')

/** Accounts: people who may sign in. The person's record itself is an ordinary register. */
export const accountProcedures = {
  'accounts.list': query(manage, nothing, z.object({ accounts: z.array(account) })),
  'accounts.create': command(
    manage,
    z.strictObject({
      name: z.string().trim().min(1).max(60),
      login: loginName,
      password,
      roles: z.array(role).min(1),
      clearance: level,
      /** An existing person's record; a new one is made when absent. */
      person: recordId.optional(),
    }),
    receipt.extend({ person: recordId }),
    ['loginTaken', 'passwordWeak', 'rolesExclude', 'clearance'],
  ),
  'accounts.update': command(
    manage,
    z.strictObject({
      person: recordId,
      roles: z.array(role).min(1).optional(),
      clearance: level.optional(),
    }),
    receipt,
    ['notFound', 'rolesExclude', 'lastAdministrator', 'clearance'],
  ),
  /** A new password set by the administrator; the person's old signing key stays valid for what it signed. */
  'accounts.resetPassword': command(
    manage,
    z.strictObject({ person: recordId, newPassword: password }),
    receipt,
    ['notFound', 'passwordWeak'],
  ),
  /** Takes the account's key away and changes the key of the workspace. */
  'accounts.deactivate': command(manage, z.strictObject({ person: recordId }), receipt, [
    'notFound',
    'lastAdministrator',
  ]),
  'accounts.setSeparation': command(manage, z.strictObject({ separation: z.boolean() }), receipt, [
    'rolesExclude',
  ]),
} as const
