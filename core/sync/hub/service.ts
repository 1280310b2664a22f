import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Failure } from '../../../contract/result.ts'
import type { HubPhase } from '../../../contract/sync.ts'
import { CoreError } from '../../error.ts'
import { localState, setLocalState } from '../../workspace/local-state.ts'
import type { OpenWorkspace } from '../../workspace/open-workspace.ts'
import { Conversation, type Refused } from './conversation.ts'
import { mendFork, mendForkOfOthers } from './fork.ts'
import { HubLink, unreachable } from './link.ts'
import { listen } from './news.ts'
import { PartialBlobs } from './partial-blobs.ts'
import { reachedAt, serverOf, type Server } from './server-record.ts'
import { Witness } from './witness.ts'

/** Milliseconds before a server that did not answer is tried again, doubled each time. */
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 8_000
/** News to the interface come at most so often. */
const TELL_MS = 200
const CONTACT = 'hub contact'

export interface HubStatus {
  readonly url: string
  readonly phase: HubPhase
  /** When it last answered; undefined: never. */
  readonly contactAt: number | undefined
  readonly failure: Failure | undefined
  /** Commits that it is not known to hold. */
  readonly toSend: number | undefined
  /** Its clock less the one here, milliseconds. */
  readonly clockOffset: number | undefined
  readonly refused: readonly Refused[]
}

interface Options {
  now(): number
  /** Something of the status is another now. */
  changed(): void
  /** Accounts may have come along. */
  received(): void
  report(job: string, error: unknown): void
}

/** Keeps an open workspace and its server alike, as long as it is open. Nobody ever waits for it. */
export class HubService {
  readonly #options: Options
  #workspace: OpenWorkspace | undefined
  #stop = new AbortController()
  #running: Promise<void> = Promise.resolve()
  #wake: (() => void) | undefined
  #awake = false
  #phase: HubPhase = 'waiting'
  #failure: Failure | undefined
  #conversation: Conversation | undefined
  #clockOffset: number | undefined
  readonly #urgent = new Set<string>()
  #contacts: Readonly<Record<string, number>> = {}
  #refused: readonly Refused[] = []
  #told: NodeJS.Timeout | undefined
  #accounts = false
  #forget: () => void = () => undefined

  constructor(options: Options) {
    this.#options = options
  }

  start(workspace: OpenWorkspace): void {
    this.#workspace = workspace
    this.#stop = new AbortController()
    this.#forget = workspace.log.onChange((changed) => {
      this.#accounts ||= changed.has('account')
      this.poke()
    })
    this.#running = this.#run(workspace, this.#stop.signal)
  }

  async stop(): Promise<void> {
    this.#stop.abort()
    this.#forget()
    this.poke()
    await this.#running
    clearTimeout(this.#told)
    this.#told = undefined
    this.#workspace = undefined
    this.#refused = []
    this.#failure = undefined
  }

  /** There is something to do, or somebody does not want to wait. */
  poke(): void {
    this.#awake = true
    this.#wake?.()
  }

  /** Somebody opens an attachment that is not here: it comes before all others. */
  want(sha256: string): void {
    this.#urgent.add(sha256)
    this.poke()
  }

  /** When the server last heard of a device, by the clock here; undefined: not that it said. */
  contactOf(device: string): number | undefined {
    const at = this.#contacts[device]
    return at === undefined ? undefined : Math.floor(at - (this.#clockOffset ?? 0))
  }

  /** Undefined while the workspace has no server. */
  status(): HubStatus | undefined {
    const workspace = this.#workspace
    const server = workspace && serverOf(workspace)
    if (!workspace || !server) return undefined
    const contact = localState(workspace.db, CONTACT)
    return {
      url: reachedAt(workspace, server).host,
      phase: this.#phase,
      contactAt: contact === undefined ? undefined : Number(contact),
      failure: this.#failure,
      toSend: this.#conversation?.toSend,
      clockOffset: this.#clockOffset,
      refused: this.#refused,
    }
  }

  async #run(workspace: OpenWorkspace, signal: AbortSignal): Promise<void> {
    let wait = FIRST_WAIT_MS
    while (!signal.aborted) {
      const server = serverOf(workspace)
      if (server === undefined) {
        await this.#woken()
        continue
      }
      const began = this.#options.now()
      try {
        await this.#serve(workspace, server, signal)
      } catch (error) {
        if (signal.aborted) break
        this.#fail(error)
      }
      if (this.#options.now() - began > LONGEST_WAIT_MS) wait = FIRST_WAIT_MS
      this.#set('waiting')
      await this.#pause(wait, signal)
      wait = Math.min(wait * 2, LONGEST_WAIT_MS)
    }
  }

  async #serve(workspace: OpenWorkspace, server: Server, signal: AbortSignal): Promise<void> {
    const { now } = this.#options
    this.#set('connecting')
    const link = new HubLink({ url: reachedAt(workspace, server), certificate: server.certificate })
    try {
      const opened = await link.open(workspace, server.publicKey, signal)
      this.#clockOffset = opened.at - now()
      this.#contacts = opened.contacts ?? {}
      const { own, holds } = opened
      if (await mendFork({ workspace, link, own, holds, now, signal })) this.#options.received()
      const partial = new PartialBlobs(
        join(workspace.path, 'partial'),
        workspace.derivedKey('partial attachments'),
      )
      const conversation = new Conversation(
        {
          workspace,
          link,
          partial,
          urgent: this.#urgent,
          told: {
            phase: (phase) => this.#set(phase),
            moved: () => this.#contact(workspace),
            refused: (refused) => (this.#refused = [...this.#refused, ...refused]),
          },
        },
        opened,
      )
      this.#conversation = conversation
      const { publicKey: hub } = server
      this.#witness = new Witness({ workspace, link, hub, now, again: () => this.poke() })
      this.#refused = []
      // Where its news end, what is asked of it meanwhile is not waited for.
      const cut = new AbortController()
      const both = AbortSignal.any([signal, cut.signal])
      void listen(
        link,
        (state) => {
          conversation.heard(state)
          this.#contacts = state.contacts ?? {}
          this.poke()
        },
        signal,
      ).catch((error: unknown) => {
        cut.abort(error)
        this.poke()
      })
      while (!both.aborted) {
        this.#awake = false
        await conversation.exchange(both)
        if (conversation.isParted) {
          conversation.isParted = false
          const { holds } = conversation.server
          if (await mendForkOfOthers({ workspace, link, holds, now, signal: both })) {
            this.#options.received()
            return
          }
        }
        if (this.#accounts) this.#options.received()
        this.#accounts = false
        this.#failure = undefined
        this.#contact(workspace)
        // Before it counts as done: whoever asks for one exchange alone is a witness, too.
        if (await this.#witness.look(conversation.server, both)) this.#tell()
        this.#set('live')
        await this.#woken()
        if (serverOf(workspace)?.id !== server.id) return
      }
      cut.signal.throwIfAborted()
    } finally {
      link.close()
      this.#conversation = undefined
    }
  }

  #contact(workspace: OpenWorkspace): void {
    setLocalState(workspace.db, CONTACT, String(this.#options.now()))
    this.#tell()
  }

  #fail(error: unknown): void {
    const failure = unreachable(error)
    if (!(error instanceof CoreError)) this.#options.report('sync', error)
    this.#failure = { code: failure.code, params: failure.params }
  }

  #set(phase: HubPhase): void {
    if (phase === this.#phase) return
    this.#phase = phase
    this.#tell()
  }

  #tell(): void {
    this.#told ??= setTimeout(() => {
      this.#told = undefined
      this.#options.changed()
    }, TELL_MS)
  }

  async #woken(): Promise<void> {
    if (!this.#awake) await new Promise<void>((resolve) => (this.#wake = resolve))
    this.#wake = undefined
    this.#awake = false
  }

  /** Until the time is over or somebody does not want to wait; what was written meanwhile does not hurry it. */
  async #pause(ms: number, signal: AbortSignal): Promise<void> {
    const jitter = ms * (0.75 + Math.random() / 2)
    const urgent = new Promise<void>((resolve) => (this.#hurry = resolve))
    await Promise.race([urgent, sleep(jitter, undefined, { signal }).catch(() => undefined)])
    this.#hurry = undefined
  }

  #hurry: (() => void) | undefined
  #witness: Witness | undefined

  /** Tries at once. */
  now(): void {
    this.#hurry?.()
    this.#witness?.hurry()
    this.poke()
  }
}
