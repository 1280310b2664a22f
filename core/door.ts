import { ok, type Result } from '../contract/result.ts'
import { workspaceProcedures } from '../contract/workspace.ts'
import { CoreError } from './error.ts'
import { statusOf } from './session/status.ts'

/**
 * What a window asks before anybody can sign in, answered without the rest of core, whose features and
 * schemas take longer to load than the sign-in to show. Answers undefined for what core itself must say:
 * every other procedure, odd input, a workspace that cannot be read.
 */
export function atTheDoor(
  folder: string,
  procedure: string,
  input: unknown,
): Result<unknown> | undefined {
  if (procedure !== 'workspace.status' && procedure !== 'session.current') return undefined
  if (!workspaceProcedures[procedure].input.safeParse(input).success) return undefined
  if (procedure === 'session.current') return ok({ session: null })
  try {
    return ok(statusOf(folder, Date.now))
  } catch (error) {
    if (error instanceof CoreError) return undefined
    throw error
  }
}
