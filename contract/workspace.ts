import { z } from 'zod'
import { instant, language, nothing, password, role, level } from './common.ts'
import { command, may, open, query, signedIn } from './procedure.ts'

export const loginName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .regex(/^[^\s/\\]+$/u)

export const sessionView = z.object({
  person: z.string(),
  name: z.string(),
  login: z.string(),
  roles: z.array(role),
  clearance: level,
  capabilities: z.array(z.string()),
  language,
  signedInAt: instant,
  /** Minutes without input after which the workspace locks; 0: never. */
  autoLockMinutes: z.int(),
})
export type SessionView = z.infer<typeof sessionView>

export const workspaceStatus = z.object({
  /** none: choose or create; locked: sign in; open: somebody is signed in. */
  state: z.enum(['none', 'locked', 'open']),
  path: z.string(),
  workspace: z.string().optional(),
  name: z.string().optional(),
  demo: z.boolean(),
  storage: z.enum(['ok', 'diskFull', 'readOnly', 'damaged']),
  /** Names offered on the sign-in screen: those who may open this workspace here. */
  people: z.array(z.object({ login: z.string(), name: z.string() })),
  /** Milliseconds until the next attempt is heard, 0 when at once. */
  lockedOutMs: z.int(),
})

export const workspaceProcedures = {
  'workspace.status': query(open, nothing, workspaceStatus),
  'workspace.create': command(
    open,
    z.strictObject({
      name: z.string().trim().min(1).max(80),
      team: z.string().trim().max(80),
      language,
      person: z.string().trim().min(1).max(60),
      login: loginName,
      password,
      /** Short code of this device in numbers, e.g. A3. */
      deviceCode: z.string().regex(/^[A-Z0-9]{1,4}$/u),
      separation: z.boolean(),
    }),
    /** The recovery key is shown once and stored nowhere. */
    z.object({ workspace: z.string(), recoveryKey: z.string(), session: sessionView }),
    ['workspaceExists', 'passwordWeak', 'diskFull', 'workspaceReadOnly', 'storageFailed'],
  ),
  'workspace.recover': command(
    open,
    z.strictObject({ recoveryKey: z.string().max(200), login: loginName, newPassword: password }),
    sessionView,
    ['recoveryKeyWrong', 'notFound', 'passwordWeak', 'lockedOut'],
  ),
  /** Another recovery key for this workstation, shown once; the one before opens it no more. */
  'workspace.renewRecovery': command(
    may('accounts.manage'),
    z.strictObject({ password }),
    z.object({ recoveryKey: z.string() }),
    ['passwordWrong', 'lockedOut', 'clearance', 'diskFull', 'workspaceReadOnly', 'storageFailed'],
  ),
  'session.signIn': command(open, z.strictObject({ login: loginName, password }), sessionView, [
    'passwordWrong',
    'lockedOut',
    'workspaceMissing',
    'workspaceInUse',
    'workspaceNewer',
    'workspaceDamaged',
  ]),
  'session.current': query(open, nothing, z.object({ session: sessionView.nullable() })),
  /** Back to the sign-in screen; drafts stay. */
  'session.lock': command(signedIn, nothing, nothing),
  /** The renderer tells that somebody is there; puts the auto-lock off. */
  'session.touch': command(signedIn, nothing, nothing),
  /** Asks the password again for a signing act; the answer is valid once, for a minute. */
  'session.confirm': command(
    signedIn,
    z.strictObject({ password }),
    z.object({ confirmation: z.string() }),
    ['passwordWrong', 'lockedOut'],
  ),
  /** A second person beside the one at this window gives his name and password; valid once, for a minute. */
  'session.witness': command(
    signedIn,
    z.strictObject({ login: loginName, password }),
    z.object({ confirmation: z.string(), person: z.string(), name: z.string() }),
    ['passwordWrong', 'lockedOut', 'secondIsFirst'],
  ),
  'session.changePassword': command(
    signedIn,
    z.strictObject({ password, newPassword: password }),
    nothing,
    ['passwordWrong', 'passwordWeak', 'lockedOut'],
  ),
  'session.setLanguage': command(signedIn, z.strictObject({ language }), nothing),
} as const
