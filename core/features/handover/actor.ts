import type { Context } from '../../feature.ts'
import { nameOf } from '../../records/view.ts'
import type { Actor } from './rules.ts'

/** The person who is signed in, as the rules of a handover see him. */
export const actorOf = (context: Context): Actor => ({
  person: context.session.person,
  roles: context.session.roles,
  now: context.now(),
  stopped: context.shared.handoverStopped(context),
  nameOf: (person) => nameOf(context, person),
})
