import { placeOf } from '../../db/open.ts'
import { CoreError } from '../../error.ts'
import type { Background, BackgroundHost } from '../../feature.ts'
import { readDescription } from '../../workspace/description.ts'
import { backUp, clearHalves, isBusy, tryRestore } from './acts.ts'
import { isBackupDue, isTestDue, lockOf, outcomeOf, planOf } from './plan.ts'

/** How often it is asked whether one is due; the first time soon after opening, when nobody waits for it. */
const ASK_MS = 60_000
const FIRST_MS = 180_000

/** Makes backups by the clock while the workspace is open, whoever is signed in, and tries them out. */
export function backupBackground(host: BackgroundHost): Background {
  const { workspace, now } = host
  const end = new AbortController()
  if (host.story || readDescription(workspace.path)?.demo === true)
    return { close: () => undefined }
  host.run('backup', () => clearHalves(workspace))

  const ask = (): void => {
    if (isBusy(workspace)) return
    const plan = planOf(workspace)
    const told = outcomeOf(workspace)
    const asked = { now, signal: end.signal }
    const lock = lockOf(placeOf(workspace.db).key)
    if (isBackupDue(plan, told, lock, now())) run(() => backUp(workspace, asked))
    else if (isTestDue(plan, told, now())) run(() => tryRestore(workspace, asked))
  }
  // What people can do something about is told where they work; the rest is for the file of errors.
  const run = (work: () => Promise<unknown>): void =>
    host.run('backup', async () => {
      try {
        await work()
      } catch (error) {
        if (!(error instanceof CoreError)) throw error
      }
    })
  const first = setTimeout(ask, FIRST_MS)
  const timer = setInterval(ask, ASK_MS)
  first.unref()
  timer.unref()
  return {
    close() {
      clearTimeout(first)
      clearInterval(timer)
      end.abort()
    },
  }
}
