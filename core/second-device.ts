import { generateKeyPairSync } from 'node:crypto'
import type { CoreProcedureName, OutputOf, ParsedInputOf } from '../contract/procedures.ts'
import { contributionsOf } from './contributions.ts'
import type { Context, Handler } from './feature.ts'
import { FEATURES } from './features.ts'
import { guardsOf } from './guards.ts'
import type { Core } from './host.ts'
import { signerOf } from './keys/person-keys.ts'
import { openTestLog, type TestDevice } from './log/testing.ts'
import { useProjections } from './projections.ts'
import type { LiveSession } from './session/session-manager.ts'

/** Another workstation of a test's workspace; it knows only what was copied to it. */
export class SecondDevice {
  readonly device: TestDevice
  now = 0
  readonly #core: Pick<Core, 'manager'>
  readonly #session: () => LiveSession
  readonly #key = generateKeyPairSync('ed25519').privateKey

  /** `session`: who is signed in on the first device, and works on this one, too. */
  constructor(core: Pick<Core, 'manager'>, session: () => LiveSession) {
    this.#core = core
    this.#session = session
    const { log, db, id, types } = this.#workspace
    this.device = openTestLog({
      like: { log, db, device: this.#key, workspace: id },
      types: types.all(),
      now: () => this.now,
    })
    useProjections({ log: this.device.log, db: this.device.db }, types, FEATURES)
  }

  get #workspace() {
    const { workspace } = this.#core.manager
    if (!workspace) throw new Error('locked')
    return workspace
  }

  /** Calls a procedure as the person who is signed in on the first device. */
  async call<N extends CoreProcedureName>(name: N, input: ParsedInputOf<N>): Promise<OutputOf<N>> {
    const session = this.#session()
    const context: Context = {
      workspace: { ...this.#workspace, log: this.device.log, db: this.device.db },
      session: { ...session, takeSigner: () => signerOf(session.person, session.keys) },
      shared: contributionsOf(FEATURES),
      guards: guardsOf(FEATURES, this.#workspace.types),
      now: () => this.now,
      emit: () => undefined,
      chosenPath: () => undefined,
    }
    const handlers = FEATURES.flatMap((feature) => feature.handlers[name] ?? [])
    const handler = handlers[0] as Handler<N> | undefined
    const result = await handler?.(context, input)
    if (!result?.ok) throw new Error(name)
    return result.value
  }

  /** Both devices learn everything that the other has. */
  exchange(): void {
    const [here, there] = [this.device.log, this.#workspace.log]
    for (const [from, to] of [
      [here, there],
      [there, here],
    ] as const) {
      const known = to.versionVector()
      const news = Object.entries(from.versionVector()).filter(
        ([stream, seq]) => seq > (known[stream] ?? 0),
      )
      const { refused } = to.receive(
        news.flatMap(([stream]) => from.read(stream, (known[stream] ?? 0) + 1, 1_000_000)),
      )
      if (refused.length > 0) throw new Error(refused.map(({ reason }) => reason).join(', '))
    }
  }
}
