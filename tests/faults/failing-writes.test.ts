import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { countOf, ran } from '../support/fault-counts.ts'
import { buildLibrary } from './disk.ts'
import { faultsOf, makeWorkspace, newFolder, removeFolder, type Acknowledged } from './place.ts'
import { programOf } from './programs.ts'

const ROUNDS = countOf('writes that fail')
/** Rounds of one process and workspace. */
const ROUNDS_OF_ONE = 150

const folder = newFolder('failing')
afterAll(() => removeFolder(folder))
const built = buildLibrary(folder, 'failing-writes')
if (typeof built === 'string') console.log(`failing writes: skipped, ${built}`)

interface Told {
  readonly error: 'ENOSPC' | 'EIO' | 'EROFS'
  readonly failures: number
  readonly during: Acknowledged | { readonly refused: string }
  readonly after: Acknowledged | { readonly refused: string }
}

/** What each error may be told as: SQLite tells a place that became read-only as an error of the disk. */
const TOLD_AS: Readonly<Record<Told['error'], readonly string[]>> = {
  ENOSPC: ['diskFull'],
  EIO: ['storageFailed'],
  EROFS: ['workspaceReadOnly', 'storageFailed'],
}

it.skipIf(typeof built === 'string')(
  `of ${ROUNDS} entries whose writes fail each is kept whole or not at all, and the next one is kept`,
  async () => {
    const refusals = new Map<string, number>()
    for (let done = 0; done < ROUNDS; done += ROUNDS_OF_ONE) {
      const workspace = join(folder, `workspace-${done}`)
      const control = join(folder, `control-${done}`)
      const { key, person } = await makeWorkspace(workspace)
      writeFileSync(control, Buffer.alloc(4096, 255))
      const { path, env } = programOf('failing-writer')
      const rounds = Math.min(ROUNDS_OF_ONE, ROUNDS - done)
      const child = spawnSync(
        process.execPath,
        [path, workspace, Buffer.from(key).toString('hex'), person, control, String(rounds)],
        {
          env: {
            ...env,
            LD_PRELOAD: typeof built === 'string' ? '' : built.library,
            FAIL_FOLDER: workspace,
            FAIL_CONTROL: control,
          },
          encoding: 'utf8',
        },
      )
      expect(child.status, child.stderr).toBe(0)
      const told = child.stdout
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line) as Told)
      expect(told.length).toBe(rounds)
      const acknowledged: Acknowledged[] = []
      for (const { error, failures, during, after } of told) {
        if ('refused' in during) {
          expect(TOLD_AS[error]).toContain(during.refused)
          refusals.set(error, (refusals.get(error) ?? 0) + 1)
          expect(failures).toBeGreaterThan(0)
        } else acknowledged.push(during)
        if ('refused' in after) throw new Error(`after ${error}: ${after.refused}`)
        acknowledged.push(after)
      }
      expect(await faultsOf(workspace, key, acknowledged)).toEqual([])
    }
    const count = [...refusals].map(([error, times]) => `${times} ${error}`).join(', ')
    ran('writes that fail', `told as refusals: ${count}; all that was acknowledged is there`)
    expect(refusals.size).toBe(3)
  },
)
