import { ok } from '../../../../contract/result.ts'
import type { Handlers } from '../../../feature.ts'
import { mayRead, typeOf } from '../../../records/view.ts'
import { monitorFor } from '../records/monitors.ts'
import { hitsOf } from './recent-hits.ts'

export const matchHandlers: Handlers = {
  'monitor.matches': (context, input) => {
    const monitor = monitorFor(context, input.monitor)
    // Who failed to sign in or read what is told to those alone who may read the trail itself.
    if (monitor.target?.kind === 'behaviour' && !mayRead(context, typeOf(context, 'access-event')))
      return ok({ matches: [] })
    return ok({
      matches: hitsOf(context.workspace, monitor.id)
        .list()
        .map(({ hit, count, firstAt, lastAt }) => ({
          pattern: hit.pattern,
          line: hit.line,
          before: [...hit.before],
          after: [...hit.after],
          count,
          firstAt,
          lastAt,
        })),
    })
  },
}
