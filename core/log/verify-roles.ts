import { trespassOf } from './authority.ts'
import { InvalidCommit, type Engine, type Stream } from './engine.ts'
import type { Commit } from './types.ts'
import type { Claims } from './verify-claims.ts'
import type { Findings } from './verify-findings.ts'
import type { Hidden } from './verify-hidden.ts'

interface RolesContext {
  readonly findings: Findings
  readonly claims: Claims
  readonly hidden: Hidden
}

/** Names commits that their person's roles did not allow, while all commits are applied once more in their order. */
export class RolesJudge {
  readonly #engine: Engine
  readonly #context: RolesContext

  constructor(engine: Engine, context: RolesContext) {
    this.#engine = engine
    this.#context = context
    engine.standings.begin()
  }

  see(stream: Stream, commit: Commit): void {
    const trespass = this.#trespass(stream, commit)
    if (trespass === undefined || this.#isExplained(stream, commit)) return
    this.#context.findings.add(
      'roleExceeded',
      `${commit.stream}/${commit.seq}`,
      `person ${commit.actor} may not write ${trespass.what}`,
    )
  }

  #trespass(stream: Stream, commit: Commit) {
    try {
      return trespassOf(this.#engine, stream, commit)
    } catch (error) {
      // What it builds on is not here, which is a finding of its own.
      if (error instanceof InvalidCommit) return undefined
      throw error
    }
  }

  /** What somebody was cannot be judged where commits are damaged or gone that may have said it. */
  #isExplained(stream: Stream, { actor, deps }: Commit): boolean {
    const { findings, claims, hidden } = this.#context
    return (
      hidden.people.has(actor) ||
      findings.isDamagedIn(stream.no) ||
      [...stream.seen.keys(), ...Object.keys(deps)].some((other) => claims.lacks(other))
    )
  }
}
