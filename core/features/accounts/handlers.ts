import { uuidv7 } from 'uuidv7'
import type { Account } from '../../../contract/accounts.ts'
import { ok } from '../../../contract/result.ts'
import {
  FIRST_SEALED_LEVEL,
  SEPARATED_ROLES,
  type Level,
  type Role,
} from '../../../contract/roles.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handlers } from '../../feature.ts'
import { fingerprint, newPersonKeys, publicKeys, wrapKeys } from '../../keys/person-keys.ts'
import {
  accountOf,
  accounts,
  asFields,
  sealContentKeys,
  setAccount,
  type AccountRecord,
} from '../../session/account.ts'
import { requireStrong } from '../../session/first.ts'
import { changeDatabaseKey, reconcileKeyFile } from '../../session/key-file-sync.ts'
import type { LiveSession, SessionManager } from '../../session/session-manager.ts'
import { replaceKeys } from '../../session/replace-keys.ts'
import { settingsOf, settingsRecord } from '../../session/settings.ts'
import type { OpenWorkspace } from '../../workspace/open-workspace.ts'

/** accounts.*: every act is a commit; keys.json follows the records. */
export function accountHandlers(manager: SessionManager): Handlers {
  const live = (): { workspace: OpenWorkspace; session: LiveSession } => {
    const { workspace, session } = manager
    if (workspace === undefined || session === undefined) throw new CoreError('notSignedIn')
    return { workspace, session }
  }

  return {
    'accounts.list': (context) =>
      ok({ accounts: accounts(context.workspace).map((account) => view(context, account)) }),

    'accounts.create': async (context, input) => {
      const { workspace, session } = live()
      requireStrong(input.password, input.login)
      if (
        accounts(workspace).some(
          (account) => account.login.toLowerCase() === input.login.toLowerCase(),
        )
      )
        throw new CoreError('loginTaken', { login: input.login })
      requireSeparable(context, input.roles)
      requireHeld(session, input.clearance)
      if (input.person !== undefined && workspace.log.row('person', input.person) === undefined)
        throw new CoreError('notFound')
      const person = input.person ?? uuidv7()
      const keys = newPersonKeys()
      const publics = publicKeys(keys)
      const fields = {
        login: input.login,
        person,
        name: input.name,
        roles: input.roles,
        clearance: input.clearance,
        active: true,
        language: session.language,
        ...publics,
        formerSignKeys: [],
        wrapped: await wrapKeys(person, keys, input.password),
        contentKeys: sealContentKeys(publics.boxKey, input.clearance, session.contentKeys),
      }
      const receipt = workspace.log.append({
        actor: session.person,
        act: 'accounts.create',
        ops: [
          ...(input.person === undefined
            ? [{ create: 'person', id: person, fields: { name: input.name } }]
            : []),
          { create: 'account', id: uuidv7(), fields: asFields(fields) },
        ],
      })
      reconcileKeyFile(manager.folder, workspace)
      return ok({ ...receipt, person })
    },

    'accounts.update': (context, input) => {
      const { workspace, session } = live()
      const account = found(context, input.person)
      const roles = input.roles ?? account.roles
      const clearance = input.clearance ?? account.clearance
      requireSeparable(context, roles)
      if (!roles.includes('administrator')) requireAnother(workspace, account)
      if (clearance > account.clearance) requireHeld(session, clearance)
      const contentKeys =
        clearance === account.clearance ? account.contentKeys : kept(account, clearance, session)
      const receipt = setAccount(context, 'accounts.update', input.person, {
        roles,
        clearance,
        contentKeys,
      })
      manager.refresh()
      return ok(receipt)
    },

    'accounts.resetPassword': async (context, input) => {
      const { workspace, session } = live()
      const account = found(context, input.person)
      requireStrong(input.newPassword, account.login)
      await replaceKeys(
        manager.folder,
        workspace,
        account,
        input.newPassword,
        session.contentKeys,
        session.person,
      )
      const commit = workspace.log.commitsOf(account.id, 'account').at(-1)
      return ok({ commit: `${commit?.stream}/${commit?.seq}`, at: context.now() })
    },

    'accounts.deactivate': (context, input) => {
      const { workspace } = live()
      const account = found(context, input.person)
      requireAnother(workspace, account)
      const receipt = setAccount(context, 'accounts.deactivate', input.person, {
        active: false,
        contentKeys: {},
      })
      changeDatabaseKey(manager.folder, workspace)
      manager.refresh()
      return ok(receipt)
    },

    'accounts.setSeparation': (context, input) => {
      if (input.separation) {
        for (const account of accounts(context.workspace))
          if (account.active) requireSeparated(account.roles)
      }
      const id = settingsRecord(context.workspace)
      if (id === undefined) throw new CoreError('notFound')
      return ok(
        context.workspace.log.append({
          actor: context.session.person,
          act: 'accounts.setSeparation',
          ops: [{ patch: 'workspace-settings', id, fields: { separation: input.separation } }],
        }),
      )
    },
  }
}

function view({ workspace }: Context, account: AccountRecord): Account {
  const last = workspace.db
    .prepare<[string], { at: number | null }>(
      `SELECT max(_created) AS at FROM r_access_event WHERE action = 'signIn' AND what = ?`,
    )
    .get(account.person)
  return {
    person: account.person,
    name: account.name,
    login: account.login,
    roles: account.roles,
    clearance: account.clearance,
    active: account.active,
    createdAt: account.createdAt,
    lastSignIn: last?.at == null ? null : Math.floor(last.at / 1000),
    keyFingerprint: fingerprint(account.signKey),
  }
}

function found({ workspace }: Context, person: string): AccountRecord {
  const account = accountOf(workspace, person)
  if (account === undefined) throw new CoreError('notFound')
  return account
}

function requireSeparable(context: Context, roles: readonly Role[]): void {
  if (settingsOf(context.workspace).separation) requireSeparated(roles)
}

function requireSeparated(roles: readonly Role[]): void {
  const clash = roles.filter((role) => SEPARATED_ROLES.includes(role))
  if (clash.length > 1) throw new CoreError('rolesExclude', { roles: clash })
}

/** Nobody gives a clearance whose key he does not hold. */
function requireHeld(session: LiveSession, clearance: Level): void {
  for (let level: number = FIRST_SEALED_LEVEL; level <= clearance; level++) {
    if (!session.cipher.holds(level as Level)) throw new CoreError('clearance')
  }
}

function requireAnother(workspace: OpenWorkspace, account: AccountRecord): void {
  const others = accounts(workspace).filter((other) => other.active && other.id !== account.id)
  if (
    account.active &&
    account.roles.includes('administrator') &&
    !others.some((other) => other.roles.includes('administrator'))
  )
    throw new CoreError('lastAdministrator')
}

/** Content keys for a new clearance: those the person had up to it, and those the administrator can give. */
function kept(
  account: AccountRecord,
  clearance: Level,
  session: LiveSession,
): Record<string, string> {
  const own = Object.entries(account.contentKeys).filter(([level]) => Number(level) <= clearance)
  return {
    ...sealContentKeys(account.boxKey, clearance, session.contentKeys),
    ...Object.fromEntries(own),
  }
}
