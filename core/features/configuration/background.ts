import type { Background, BackgroundHost } from '../../feature.ts'
import { readDescription } from '../../workspace/description.ts'
import { collectHere, collectionsOf, lookedAt } from './collections.ts'

const DAY = 86_400_000
/** How often it is asked whether a day is over; the first time soon after opening, when nobody waits for it. */
const ASK_MS = 3_600_000
const FIRST_MS = 120_000

/** Once somebody collected this workstation, it is collected anew every day. */
export function configurationBackground(host: BackgroundHost): Background {
  const { workspace } = host
  if (host.story || readDescription(workspace.path)?.demo === true)
    return { close: () => undefined }
  const ask = (): void => {
    if (collectionsOf(workspace, workspace.device.record).length === 0) return
    if (host.now() - (lookedAt(workspace) ?? 0) < DAY) return
    host.run('configuration', async () => {
      await collectHere(workspace, host.now())
    })
  }
  const first = setTimeout(ask, FIRST_MS)
  const timer = setInterval(ask, ASK_MS)
  first.unref()
  timer.unref()
  return {
    close() {
      clearTimeout(first)
      clearInterval(timer)
    },
  }
}
