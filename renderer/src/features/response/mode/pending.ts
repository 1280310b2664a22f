import { shallowReactive } from 'vue'
import type { InputOf } from '../../../../../contract/procedures.ts'
import type { Failure, Result } from '../../../../../contract/result.ts'
import { call, subscribe } from '../../../call.ts'

/**
 * Key presses of the emergency mode on their way into core. One counts when core has answered; while core is
 * away they wait here and are sent again, in their order. Asking twice changes nothing: core knows each by its id.
 * They live as long as the window, so that signing in again after a restart of core finds them.
 */
type Procedure =
  | 'response.decide'
  | 'response.undo'
  | 'response.report'
  | 'response.note'
  | 'response.assign'
  | 'response.addStep'
  | 'response.setLevel'
  | 'response.restored'

export interface Press {
  /** Person who pressed; nobody sends what another one decided. */
  readonly person: string
  readonly response: string
  readonly procedure: Procedure
  readonly input: InputOf<Procedure>
  readonly done: (failure: Failure | undefined) => void
}

const presses = shallowReactive<Press[]>([])
const AGAIN_MS = 1_500
let sending = false
let timer: ReturnType<typeof setTimeout> | undefined

/** Core is away, or whoever pressed has to sign in again. */
const waits = ({ code }: Failure): boolean => code === 'internal' || code === 'notSignedIn'

let whoIsHere: () => string | undefined = () => undefined

async function send(): Promise<void> {
  clearTimeout(timer)
  if (sending) return
  sending = true
  try {
    while (presses.length > 0) {
      const next = presses.find(({ person }) => person === whoIsHere())
      if (next === undefined) break
      const answer: Result<unknown> = await call(next.procedure, next.input as never)
      if (!answer.ok && waits(answer.error)) break
      presses.splice(presses.indexOf(next), 1)
      next.done(answer.ok ? undefined : answer.error)
    }
  } finally {
    sending = false
  }
  if (presses.length > 0) timer = setTimeout(() => void send(), AGAIN_MS)
}

subscribe('core.restarted', () => void send())
subscribe('session.changed', () => void send())

/** What waits for core, and a way to add to it. `person` tells who is signed in now. */
export function usePending(person: () => string | undefined) {
  whoIsHere = person
  void send()
  return {
    presses,
    press(next: Press): void {
      presses.push(next)
      void send()
    },
  }
}
