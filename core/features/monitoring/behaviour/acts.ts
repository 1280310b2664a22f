import type { Behaviour } from '../../../../contract/behaviours.ts'

/** Something that a user did. */
export interface UserAct {
  readonly behaviour: Behaviour
  readonly at: number
  /** Id of a person of Watchkeeper, or a user and the address he came from. */
  readonly who: string
  /** How much of it: failures before a sign-in, exported records. */
  readonly count: number
  /** Id or name of what it was done to. */
  readonly what: string
}
