import type { Text } from '../../../contract/text.ts'
import { CoreError } from '../../error.ts'
import type { Context } from '../../feature.ts'

/** Why rounds may not be made now: the shift of the person at this window has not taken over yet. */
export function lockedNow(context: Context): Text | undefined {
  const now = context.now()
  const shifts = context.shared.shifts(context, { from: now, to: now + 1 })
  const own = shifts.filter(({ people }) =>
    people.some(({ person }) => person === context.session.person),
  )
  for (const shift of own.length > 0 ? own : shifts) {
    const reason = context.shared.roundsLocked(context, shift)
    if (reason) return reason
  }
  return undefined
}

/** Throws CoreError roundsLocked while rounds may not be made. */
export function refuseLocked(context: Context): void {
  const reason = lockedNow(context)
  if (reason) throw new CoreError('roundsLocked', { reason })
}
