import { ok } from '../../contract/result.ts'
import { CoreError } from '../error.ts'
import type { Handlers } from '../feature.ts'
import { setAccount } from './account.ts'
import type { SessionManager } from './session-manager.ts'

/** workspace.* and session.*: they work on the window's session itself. */
export function sessionHandlers(manager: SessionManager): Handlers {
  const view = () => {
    const session = manager.session
    if (session === undefined) throw new CoreError('notSignedIn')
    return manager.view(session)
  }
  return {
    'workspace.status': () => ok(manager.status()),
    'workspace.create': async (_context, input) => {
      const made = await manager.create(input)
      return ok({ ...made, session: view() })
    },
    'workspace.recover': async (_context, input) => {
      await manager.recover(input.recoveryKey, input.login, input.newPassword)
      return ok(view())
    },
    'workspace.renewRecovery': async (_context, input) =>
      ok({ recoveryKey: await manager.renewRecovery(input.password) }),
    'session.signIn': async (_context, input) => {
      await manager.signIn(input.login, input.password)
      return ok(view())
    },
    'session.current': () => ok({ session: manager.session === undefined ? null : view() }),
    'session.lock': () => {
      manager.lock()
      return ok({})
    },
    'session.touch': () => {
      manager.touch()
      return ok({})
    },
    'session.confirm': async (_context, input) =>
      ok({ confirmation: await manager.confirm(input.password) }),
    'session.witness': async (_context, input) =>
      ok(await manager.witness(input.login, input.password)),
    'session.changePassword': async (_context, input) => {
      await manager.changePassword(input.password, input.newPassword)
      return ok({})
    },
    'session.setLanguage': (context, input) => {
      setAccount(context, 'session.setLanguage', context.session.person, {
        language: input.language,
      })
      manager.refresh()
      return ok({})
    },
  }
}
