import { existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import type { Json } from '../../../contract/record-type.ts'
import { makeInThread, testInThread } from '../../backup/in-thread.ts'
import { sweep, type BackupMade } from '../../backup/make.ts'
import type { Staged } from '../../backup/stage.ts'
import { placeOf } from '../../db/open.ts'
import { CoreError } from '../../error.ts'
import { DEVICE } from '../../log/device-act.ts'
import { readDescription } from '../../workspace/description.ts'
import { makeFolder, pathsOf } from '../../workspace/files.ts'
import { readKeyFile } from '../../workspace/key-file.ts'
import { PROGRAM_VERSION } from '../../workspace/open-workspace.ts'
import type { Workspace } from '../../workspace/workspace.ts'
import { folderIn, folderOf, lockOf, outcomeOf, planOf, setOutcome, type Outcome } from './plan.ts'

/** Workspaces of which one is being made, tested or brought back. */
const busy = new WeakSet<Workspace['db']>()
export const isBusy = ({ db }: Pick<Workspace, 'db'>): boolean => busy.has(db)

interface Asked {
  /** The person who asked; absent: it was due. */
  readonly actor?: string
  readonly now: () => number
  readonly signal: AbortSignal
}

async function alone<T>({ db }: Workspace, work: () => Promise<T>): Promise<T> {
  if (busy.has(db)) throw new CoreError('backupRunning')
  busy.add(db)
  try {
    return await work()
  } finally {
    busy.delete(db)
  }
}

/** Writes into the audit trail what was done, in the name of who asked for it, else of the device. */
function record(
  workspace: Workspace,
  { actor }: Pick<Asked, 'actor'>,
  kind: string,
  fields: Readonly<Record<string, Json>>,
): void {
  workspace.log.append({
    actor: actor ?? DEVICE,
    act: `backup.${kind}`,
    ops: [
      {
        create: 'workspace-backup',
        id: uuidv7(),
        fields: { kind, device: workspace.device.record, ...fields },
      },
    ],
  })
}

function failed(workspace: Workspace, asked: Asked, error: unknown, kind: 'failed' | 'testFailed') {
  // Closing ends a job; that is no failure.
  if (!(error instanceof CoreError) || error.code === 'cancelled') return
  const at = asked.now()
  const told = { at, code: error.code, params: error.params as Record<string, Json> }
  const before = outcomeOf(workspace)[kind]
  setOutcome(workspace, { ...outcomeOf(workspace), [kind]: told } satisfies Outcome)
  // Once for a failure that goes on, not at every try.
  if (before?.code !== error.code) record(workspace, asked, kind, { name: '', reason: error.code })
}

/** Makes a backup where they are kept, or once in another place. Throws CoreError as makeBackup does. */
export function backUp(workspace: Workspace, asked: Asked, place?: string): Promise<BackupMade> {
  return alone(workspace, async () => {
    const plan = planOf(workspace)
    const { key, path } = placeOf(workspace.db)
    const description = readDescription(workspace.path)
    const device = workspace.log.row('device', workspace.device.record)
    if (place === undefined && plan.place === null) makeFolder(pathsOf(workspace.path).backups)
    const madeAt = Math.floor(asked.now())
    try {
      const made = await makeInThread(
        {
          workspace: dirname(path),
          key,
          keys: JSON.stringify(readKeyFile(workspace.path), null, 2),
          folder: place === undefined ? folderOf(workspace) : folderIn(workspace, place),
          keep: plan.keep,
          about: {
            workspace: workspace.id,
            name: workspace.name,
            demo: description?.demo ?? false,
            device: workspace.device.record,
            deviceName: String(device?.fields['name'] ?? ''),
            code: workspace.device.code,
            stream: workspace.log.stream,
            madeAt,
            program: PROGRAM_VERSION,
          },
          types: workspace.types.all(),
        },
        asked.signal,
      )
      const { name, bytes, commits, blobs, findings } = made
      if (place === undefined) {
        const { failed: _failed, ...rest } = outcomeOf(workspace)
        setOutcome(workspace, { ...rest, made: { at: madeAt, name, findings, lock: lockOf(key) } })
      }
      record(workspace, asked, 'made', { name, bytes, commits, blobs, findings })
      return made
    } catch (error) {
      if (place === undefined) failed(workspace, asked, error, 'failed')
      throw error
    }
  })
}

/** Restores the newest backup for trial and takes it away again. */
export async function tryRestore(workspace: Workspace, asked: Asked): Promise<Staged> {
  const { made } = outcomeOf(workspace)
  const folder = folderOf(workspace)
  const isUsable =
    made?.lock === lockOf(placeOf(workspace.db).key) && existsSync(join(folder, made.name))
  const name = isUsable ? made.name : (await backUp(workspace, asked)).name
  return alone(workspace, async () => {
    try {
      const done = await testInThread(
        {
          backup: join(folder, name),
          into: trialOf(workspace),
          key: placeOf(workspace.db).key,
          types: workspace.types.all(),
        },
        asked.signal,
      )
      const { testFailed: _failed, ...rest } = outcomeOf(workspace)
      setOutcome(workspace, { ...rest, tested: { at: Math.floor(asked.now()), name } })
      record(workspace, asked, 'tested', { name, ...done })
      return done
    } catch (error) {
      failed(workspace, asked, error, 'testFailed')
      throw error
    }
  })
}

const trialOf = ({ path }: Workspace): string => join(path, 'restore-test')

/** What a process that was ended left half-done. */
export function clearHalves(workspace: Workspace): void {
  rmSync(trialOf(workspace), { recursive: true, force: true })
  sweep(folderOf(workspace))
}
