import type { CoreProcedureName, OutputOf, ParsedInputOf } from '../contract/procedures.ts'
import type { Events, EventName } from '../contract/events.ts'
import type { RecordType } from '../contract/record-type.ts'
import type { Result } from '../contract/result.ts'
import type { Projection } from './log/types.ts'
import type { Workspace } from './workspace/workspace.ts'
import type { Session } from './session/session.ts'

/** What a handler works with. `session` is absent only in procedures that are open to anybody. */
export interface Context {
  readonly workspace: Workspace
  readonly session: Session
  /** Milliseconds since 1970; the only clock that features read. */
  now(): number
  emit<E extends EventName>(event: E, payload: Events[E]): void
}

export type Handler<N extends CoreProcedureName> = (
  context: Context,
  input: ParsedInputOf<N>,
) => Result<OutputOf<N>> | Promise<Result<OutputOf<N>>>

export type Handlers = { readonly [N in CoreProcedureName]?: Handler<N> }

/** One folder of core/features: everything it contributes. Shared places know no feature by name. */
export interface FeatureModule {
  readonly name: string
  readonly types: readonly RecordType[]
  readonly handlers: Handlers
  /** Indexes of its own, kept from the log in the transaction of each commit. */
  readonly projections?: (db: Workspace['db']) => readonly Projection[]
  /** Writes this feature's part of the demonstration workspace through the ordinary procedures. */
  readonly demonstrate?: (demo: Demonstration) => Promise<void>
}

/** What a feature gets to fill the demonstration workspace. */
export interface Demonstration {
  /** Calls a procedure as one of the demonstration's people, at a moment of the past. */
  call<N extends CoreProcedureName>(
    login: string,
    at: number,
    procedure: N,
    input: ParsedInputOf<N>,
  ): Promise<OutputOf<N>>
  readonly language: 'zh-CN' | 'en'
  /** Start of the demonstrated period, milliseconds. */
  readonly from: number
  readonly to: number
  /** Repeatable pseudo-random number in [0, 1). */
  random(): number
}
