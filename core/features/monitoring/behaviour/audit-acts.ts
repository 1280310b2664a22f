import type { Behaviour } from '../../../../contract/behaviours.ts'
import { hlcToMs } from '../../../log/clock.ts'
import type { Commit, CreateOp } from '../../../log/types.ts'
import type { UserAct } from './acts.ts'

const BY_ACTION: Readonly<Record<string, Behaviour>> = {
  open: 'document-read',
  export: 'export',
  print: 'print',
  signIn: 'sign-in',
  refused: 'failed-sign-in',
}
/** What shows that somebody was at work; failures show only that somebody tried. */
const PRESENT: ReadonlySet<Behaviour> = new Set(['sign-in', 'export', 'print', 'document-read'])

/** What one commit of the audit trail tells of its author. `isWorking`: the person is expected to work then. */
export function auditActs(
  commit: Commit,
  isWorking: (at: number, person: string) => boolean,
): readonly UserAct[] {
  const at = hlcToMs(commit.hlc)
  const acts = commit.ops.flatMap((op) => {
    const isEvent = op.kind === 'create' && op.type === 'access-event'
    const behaviour = isEvent ? BY_ACTION[String(op.fields['action'])] : undefined
    return behaviour === undefined ? [] : [actOf(behaviour, op as CreateOp, commit.actor, at)]
  })
  const present = acts.find(({ behaviour }) => PRESENT.has(behaviour))
  return present && !isWorking(at, commit.actor)
    ? [...acts, { ...present, behaviour: 'out-of-hours', count: 1 }]
    : acts
}

function actOf(behaviour: Behaviour, { fields }: CreateOp, who: string, at: number): UserAct {
  const { count, what } = fields
  return {
    behaviour,
    at,
    who,
    // A thousand exported records are one export; failures are each one of their own.
    count: behaviour === 'failed-sign-in' && typeof count === 'number' ? count : 1,
    what: typeof what === 'string' ? what : '',
  }
}
