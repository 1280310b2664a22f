import { uuidv7 } from 'uuidv7'
import type { Context } from '../feature.ts'

/** Records that somebody opened, exported or printed what must be accounted for. */
export function recordAccess(
  { workspace, session }: Pick<Context, 'workspace' | 'session'>,
  event: { action: 'open' | 'export' | 'print'; what: string; type: string; count: number },
): void {
  workspace.log.append({
    actor: session.person,
    act: `access.${event.action}`,
    ops: [{ create: 'access-event', id: uuidv7(), fields: event }],
  })
}
