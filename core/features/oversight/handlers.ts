import { ok } from '../../../contract/result.ts'
import type { Json } from '../../../contract/record-type.ts'
import { dropColumns } from '../../columns/columns.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handlers } from '../../feature.ts'
import { verifyWorkspace } from '../../log/verify.ts'
import { fieldIssues, refuse } from '../../records/validate.ts'
import { searchAll } from '../../search/search-all.ts'
import type { SessionManager } from '../../session/session-manager.ts'
import { settingsOf, settingsRecord } from '../../session/settings.ts'
import type { Tasks } from '../../tasks.ts'
import { settingsType } from '../../session/settings.type.ts'
import { auditPage } from './audit-list.ts'

/** search.*, audit.*, settings.*, maintenance.*, task.*: what looks over everything. */
export function oversightHandlers(manager: SessionManager, tasks: Tasks): Handlers {
  return {
    'search.all': (context, input) => ok(searchAll(context, input)),
    'audit.list': (context, input) => ok(auditPage(context, input)),
    'audit.verify': async ({ workspace, session }, input) =>
      ok(
        await tasks.run(input.task, (progress) =>
          verifyWorkspace(workspace, { heads: input.heads, cipher: session.cipher, progress }),
        ),
      ),
    'audit.heads': ({ workspace }) => {
      const heads = workspace.log.heads()
      return ok({
        heads,
        device: workspace.log.stream,
        code: workspace.device.code,
        seq: heads[workspace.log.stream]?.[0] ?? 0,
      })
    },
    'maintenance.rebuild': async ({ workspace }, input) => {
      const before = workspace.log.digest()
      const { operations, digest } = await tasks.run(input.task, (progress) =>
        workspace.log.rebuild(progress),
      )
      dropColumns(workspace)
      return ok({ operations, digest, same: digest === before })
    },
    'settings.get': ({ workspace }) =>
      ok({ settings: { ...settingsOf(workspace) } as Record<string, Json> }),
    'settings.set': (context, input) => {
      const receipt = setSetting(context, input.key, input.value)
      manager.refresh()
      return ok(receipt)
    },
    'task.cancel': (_context, input) => {
      tasks.cancel(input.task)
      return ok({})
    },
  }
}

/** The separation of roles has a procedure of its own, which looks at the accounts first. */
function setSetting(context: Context, key: string, value: Json) {
  const id = settingsRecord(context.workspace)
  if (id === undefined) throw new CoreError('notFound')
  if (key === 'separation')
    throw new CoreError('fieldInvalid', { field: key, name: key, reason: 'readOnly' })
  refuse(fieldIssues(settingsType, { [key]: value }, () => true))
  return context.workspace.log.append({
    actor: context.session.person,
    act: 'settings.set',
    ops: [{ patch: 'workspace-settings', id, fields: { [key]: value } }],
  })
}
