import { existsSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { ok } from '../../../contract/result.ts'
import { backupsIn, type Found } from '../../backup/manifest.ts'
import { CoreError } from '../../error.ts'
import type { Context, Handlers } from '../../feature.ts'
import { pathsOf } from '../../workspace/files.ts'
import { backUp, isBusy, tryRestore } from './acts.ts'
import { DAY, folderOf, lastDue, outcomeOf, planOf, setPlan } from './plan.ts'

const asked = ({ session, now }: Context) => ({
  actor: session.person,
  now,
  signal: new AbortController().signal,
})

function chosen(context: Context, token: string): string {
  const path = context.chosenPath(token)
  if (path === undefined) throw new CoreError('notFound')
  return path
}

/** A backup as it is told to people. */
export const told = ({ name, manifest }: Found) => ({
  name,
  whole: manifest !== undefined,
  madeAt: manifest?.madeAt ?? 0,
  bytes: manifest?.database.bytes ?? 0,
  commits: manifest?.commits ?? 0,
  blobs: manifest?.blobs.length ?? 0,
  findings: manifest?.findings ?? 0,
})

const diskOf = (path: string): number | undefined =>
  existsSync(path) ? statSync(path).dev : undefined

/** backup.*: the backups of this workstation. */
export const backupHandlers: Handlers = {
  'backup.status': ({ workspace, now }) => {
    const plan = planOf(workspace)
    const { made, failed, tested, testFailed } = outcomeOf(workspace)
    const folder = folderOf(workspace)
    return ok({
      on: plan.on,
      place: dirname(folder),
      isUsual: plan.place === null,
      sameDisk:
        plan.place === null || diskOf(pathsOf(workspace.path).database) === diskOf(dirname(folder)),
      at: plan.at,
      keep: plan.keep,
      testDays: plan.testDays,
      running: isBusy(workspace),
      nextAt: plan.on ? lastDue(plan, now()) + DAY : null,
      madeAt: made?.at ?? null,
      failed: failed ?? null,
      testedAt: tested?.at ?? null,
      testFailed: testFailed ?? null,
      copiedAt: workspace.device.copiedAt ?? null,
      standing: backupsIn(folder).map(told),
    })
  },
  'backup.set': (context, { folder, ...wanted }) => {
    const { place } = planOf(context.workspace)
    setPlan(context.workspace, {
      ...wanted,
      place: folder === undefined ? place : folder === null ? null : chosen(context, folder),
    })
    return ok({})
  },
  'backup.make': async (context, { folder }) => {
    const place = folder === undefined ? undefined : chosen(context, folder)
    const { path: _path, ...made } = await backUp(context.workspace, asked(context), place)
    return ok(made)
  },
  'backup.test': async (context) => ok(await tryRestore(context.workspace, asked(context))),
}
