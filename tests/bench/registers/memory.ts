import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { z } from 'zod'
import { createCore } from '../../../core/host.ts'
import { done, FOUNDER } from '../../../core/testing.ts'
import { show, type Figure } from '../figures.ts'

const answer = z.object({ lean: z.number(), columns: z.number() })

async function resident(workspace: string): Promise<z.infer<typeof answer>> {
  const child = fork(join(import.meta.dirname, 'resident.ts'), [workspace], {
    execArgv: ['--expose-gc'],
  })
  const [told] = (await once(child, 'message')) as [unknown]
  return answer.parse(told)
}

/** Memory of core on a workspace with the records over the same on an empty one, each in a process of its own. */
export async function memory(folder: string, workspace: string): Promise<readonly Figure[]> {
  const empty = join(folder, 'empty')
  const core = createCore({ workspacePath: empty })
  await done(core, 'workspace.create', FOUNDER)
  await core.close()
  const base = await resident(empty)
  const held = await resident(workspace)
  const figure = (what: string, value: number, most: number): Figure => ({
    what,
    measured: show(value, 'MB'),
    baseline: `${show(base.lean, 'MB')} with an empty workspace`,
    value: value - base.lean,
    unit: 'MB',
    target: { most },
  })
  return [
    figure('memory of core over an empty workspace', held.lean, 80),
    figure('the same with columns', held.columns, 150),
  ]
}
