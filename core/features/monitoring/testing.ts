import { uuidv7 } from 'uuidv7'
import type { InputOf } from '../../../contract/procedures.ts'
import type { Json } from '../../../contract/record-type.ts'
import { CoreError } from '../../error.ts'
import type { Core } from '../../host.ts'
import { commitByDevice } from '../../records/device-write.ts'
import { done } from '../../testing.ts'
import type { Workspace } from '../../workspace/workspace.ts'

export function workspaceOf(core: Core): Workspace {
  const { workspace } = core.manager
  if (!workspace) throw new CoreError('notSignedIn')
  return workspace
}

/** A monitor that is probed once a day, so that tests decide what is known of it. */
export const tcpMonitor = (
  name: string,
  over: Partial<InputOf<'monitor.create'>> = {},
): InputOf<'monitor.create'> => ({
  name,
  target: { kind: 'tcp', host: '127.0.0.1', port: 9 },
  interval: 86_400,
  timeout: 1,
  rules: [],
  items: [],
  tags: [],
  ...over,
})

/** An alert as the collector writes it; answers its id. */
export function raise(
  core: Core,
  monitor: string,
  fields: Readonly<Record<string, Json>> = {},
): string {
  const id = uuidv7()
  commitByDevice(workspaceOf(core), 'alert.raise', [
    {
      create: 'alert',
      id,
      fields: {
        number: 'ALT-1',
        monitor,
        rule: 'cpu-high',
        ruleKind: 'threshold',
        title: 'db-core-01 CPU',
        severity: 'crit',
        metric: 'cpu',
        unit: '%',
        value: 92,
        limit: 80,
        raisedAt: 0,
        ...fields,
      },
    },
  ])
  return id
}

export const newMonitor = async (
  core: Core,
  name: string,
  over: Partial<InputOf<'monitor.create'>> = {},
): Promise<string> => (await done(core, 'monitor.create', tcpMonitor(name, over))).id
