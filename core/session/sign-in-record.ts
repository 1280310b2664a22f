import { uuidv7 } from 'uuidv7'
import type { Workspace } from '../workspace/workspace.ts'

/** Records that a person signed in, and how often somebody was refused before. */
export function recordSignIn(
  workspace: Pick<Workspace, 'log'>,
  person: string,
  failures: number,
): void {
  const event = (action: string, what: string, count: number) => ({
    create: 'access-event',
    id: uuidv7(),
    fields: { action, what, type: 'session', count },
  })
  workspace.log.append({
    actor: person,
    act: 'session.signIn',
    ops: [...(failures > 0 ? [event('refused', '', failures)] : []), event('signIn', person, 1)],
  })
}
