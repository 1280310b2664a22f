import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import { blobDifference, pushed, type HubState } from '../../../contract/hub-protocol.ts'
import { refusalKind } from '../../../contract/refusals.ts'
import type { Level } from '../../../contract/roles.ts'
import { CoreError } from '../../error.ts'
import type { ReceiveReport } from '../../log/log.ts'
import type { OpenWorkspace } from '../../workspace/open-workspace.ts'
import { unpackBatch } from '../batch.ts'
import { namesIn } from '../carry.ts'
import { countLacking, lacking, takeInParts, type VersionVector } from '../exchange.ts'
import { frames } from './frames.ts'
import type { HubLink } from './link.ts'
import { PART, type PartialBlobs } from './partial-blobs.ts'

export type Refused = ReceiveReport['refused'][number]

/** What is told of while it goes on. */
export interface Told {
  phase(phase: 'sending' | 'receiving' | 'attachments'): void
  moved(): void
  /** Commits of this device, or forwarded by it, that the server does not take. */
  refused(refused: readonly Refused[]): void
}

/** How often what is wanted is asked for in vain before it waits for names to be compared. */
const MISSES = 5
/** Bytes of an attachment that is not asked for first. */
const SENT_UNASKED = 64 << 10

/**
 * What a device and the server say to each other while the line holds: commits both ways until neither lacks any,
 * then attachments. Everything may be cut and repeated at any point.
 */
export class Conversation {
  readonly #workspace: OpenWorkspace
  readonly #link: HubLink
  readonly #partial: PartialBlobs
  readonly #told: Told
  readonly #urgent: Set<string>
  #theirs: VersionVector
  #epoch: string
  /** Attachments that commits here speak of and the server is not known to hold, and the other way round. */
  readonly #offered = new Set<string>()
  readonly #wanted = new Set<string>()
  /** How often the server did not have one that is wanted; what looks like a name need not be one. */
  readonly #missed = new Map<string, number>()
  /** How many the server had when names were compared, and those that are known to be in both places. */
  #compared: number | undefined
  readonly #inBoth = new Set<string>()
  #theirBlobs: number

  constructor(
    parts: {
      workspace: OpenWorkspace
      link: HubLink
      partial: PartialBlobs
      told: Told
      /** Attachments that somebody opens now: they come before all others. */
      urgent?: Set<string>
    },
    state: HubState,
  ) {
    this.#workspace = parts.workspace
    this.#link = parts.link
    this.#partial = parts.partial
    this.#told = parts.told
    this.#urgent = parts.urgent ?? new Set()
    this.#theirs = state.holds
    this.#epoch = state.epoch
    this.#theirBlobs = state.attachments ?? 0
    // It knows more of what this device wrote than is here: this is an older copy.
    const { log } = this.#workspace
    if ((state.holds[log.stream] ?? 0) > (log.versionVector()[log.stream] ?? 0))
      this.#workspace.renewEpoch()
  }

  /** Somebody's chain goes on in another way at the server than here. */
  isParted = false

  /** Commits of this device's store that the server is not known to hold. */
  get toSend(): number {
    return countLacking(this.#workspace.log.versionVector(), this.#theirs)
  }

  /** How far the server is known to be, and under which epoch. */
  get server(): Pick<HubState, 'epoch' | 'holds'> {
    return { epoch: this.#epoch, holds: this.#theirs }
  }

  /** The server said how far it is; what it lost in a restore it lacks again. */
  heard({ epoch, holds, attachments }: HubState): void {
    this.#theirBlobs = attachments ?? 0
    // News may be older than the last answer; only a restored server knows less.
    this.#theirs = epoch === this.#epoch ? together(this.#theirs, holds) : holds
    this.#epoch = epoch
  }

  /** Until neither lacks anything. */
  async exchange(signal: AbortSignal): Promise<void> {
    await this.commits(signal)
    await this.#attachments(signal)
  }

  /** Commits alone. */
  async commits(signal?: AbortSignal): Promise<void> {
    const { log } = this.#workspace
    for (;;) {
      if (countLacking(this.#theirs, log.versionVector()) > 0) await this.#pull(signal)
      else if (this.#sendable() > 0) await this.#push(signal)
      else break
    }
  }

  /** Streams that the server refused at some number get no further until somebody mends that. */
  readonly #stuck = new Map<string, number>()

  #sendable(): number {
    const mine = Object.entries(this.#workspace.log.versionVector())
    return countLacking(
      Object.fromEntries(mine.filter(([stream]) => !this.#stuck.has(stream))),
      this.#theirs,
    )
  }

  async #pull(signal: AbortSignal | undefined): Promise<void> {
    this.#told.phase('receiving')
    const { log } = this.#workspace
    const before = log.versionVector()
    const answer = await this.#link.stream('POST', '/v1/pull', { json: { holds: before } }, signal)
    for await (const batch of frames(answer as AsyncIterable<Uint8Array>)) {
      const commits = unpackBatch(batch)
      this.#look(await takeInParts(this.#workspace, commits))
      for (const commit of commits) namesIn(commit, this.#wanted)
      this.#told.moved()
    }
    // What is held or was refused here is not asked for again at once.
    if (countLacking(this.#theirs, log.versionVector()) === countLacking(this.#theirs, before))
      this.#theirs = atMost(this.#theirs, log.versionVector())
  }

  async #push(signal: AbortSignal | undefined): Promise<void> {
    this.#told.phase('sending')
    const mine = this.#workspace.log.versionVector()
    const since = { ...this.#theirs, ...held(mine, this.#stuck) }
    const batches = lacking(this.#workspace, since, (commit) => namesIn(commit, this.#offered))
    for (let next = batches.next(); !next.done;) {
      // The next one is packed while the server stores this one.
      const [report, following] = await Promise.all([
        this.#link.ask('POST', '/v1/push', { bytes: next.value }, pushed, signal),
        setImmediate().then(() => batches.next()),
      ])
      next = following
      this.#theirs = report.holds
      this.#told.moved()
      if (report.refused.length > 0) {
        for (const { stream, seq } of report.refused) this.#stuck.set(stream, seq)
        this.#look(report)
        this.#told.refused(report.refused)
      }
    }
    // What did not get through although nothing was refused waits there for what this device lacks.
    for (const [stream, seq] of Object.entries(mine))
      if ((this.#theirs[stream] ?? 0) < seq) this.#stuck.set(stream, seq)
  }

  #look({ refused }: Pick<ReceiveReport, 'refused'>): void {
    this.isParted ||= refused.some(({ reason }) => refusalKind(reason) === 'fork')
  }

  async #attachments(signal: AbortSignal): Promise<void> {
    if (this.#compared === undefined) await this.#compare(signal)
    await this.#carry(signal)
    // Attachments come after the commits that name them: what came there since was perhaps named long ago.
    while (this.#theirBlobs !== this.#compared && this.#theirBlobs > this.#inBoth.size) {
      await this.#compare(signal)
      await this.#carry(signal)
    }
  }

  async #compare(signal: AbortSignal): Promise<void> {
    this.#compared = this.#theirBlobs
    const names = [...this.#workspace.blobs.list()].map(
      ({ sha256, level }) => [sha256, level] as const,
    )
    const { lacks, offers } = await this.#link.ask(
      'POST',
      '/v1/blobs/compare',
      { json: { names, all: true } },
      blobDifference,
      signal,
    )
    for (const [sha256] of lacks) this.#offered.add(sha256)
    for (const [sha256] of offers) this.#wanted.add(sha256)
    const lacked = new Set(lacks.map(([sha256]) => sha256))
    for (const [sha256] of names) if (!lacked.has(sha256)) this.#inBoth.add(sha256)
  }

  async #carry(signal: AbortSignal): Promise<void> {
    const { blobs } = this.#workspace
    await this.#urgentFirst(signal)
    for (const sha256 of this.#wanted) {
      const misses = this.#missed.get(sha256) ?? 0
      if (!blobs.has(sha256) && !(await this.#fetch(sha256, signal)) && misses < MISSES) {
        this.#missed.set(sha256, misses + 1)
        continue
      }
      this.#missed.delete(sha256)
      this.#wanted.delete(sha256)
      // Records never wait for attachments.
      await this.commits(signal)
    }
    for (const sha256 of this.#offered) {
      if (blobs.has(sha256)) await this.#send(sha256, signal)
      this.#offered.delete(sha256)
      await this.commits(signal)
    }
  }

  async #urgentFirst(signal: AbortSignal): Promise<void> {
    for (const sha256 of this.#urgent) {
      this.#urgent.delete(sha256)
      if (!this.#workspace.blobs.has(sha256)) await this.#fetch(sha256, signal)
    }
  }

  /** False while the server lacks it, too. */
  async #fetch(sha256: string, signal: AbortSignal): Promise<boolean> {
    let level: Level | undefined
    for (;;) {
      const offset = level === undefined ? 0 : this.#partial.have({ sha256, level })
      let answer
      try {
        answer = await this.#link.part(sha256, offset, signal)
      } catch (error) {
        if (error instanceof CoreError && error.code === 'blobMissing') return false
        throw error
      }
      this.#told.phase('attachments')
      level = answer.level
      const have = this.#partial.have({ sha256, level })
      if (have === offset) this.#partial.add({ sha256, level }, offset, answer.bytes)
      if (this.#partial.have({ sha256, level }) < answer.total) {
        // One that takes long lets those go first that somebody waits for.
        await this.#urgentFirst(signal)
        continue
      }
      const whole = this.#partial.whole({ sha256, level })
      this.#partial.drop({ sha256, level })
      this.#workspace.blobs.take(whole)
      this.#inBoth.add(sha256)
      this.#told.moved()
      return true
    }
  }

  async #send(sha256: string, signal: AbortSignal): Promise<void> {
    const { level, bytes } = this.#workspace.blobs.carry(sha256)
    const path = `/v1/blobs/${sha256}/${level}`
    // A small one is sent sooner than asked for.
    const { lacks } =
      bytes.length <= SENT_UNASKED
        ? { lacks: [[sha256, 0]] as const }
        : await this.#link.ask(
            'POST',
            '/v1/blobs/compare',
            { json: { names: [[sha256, level]], all: false } },
            blobDifference,
            signal,
          )
    let [, have] = lacks[0] ?? [sha256, bytes.length]
    this.#inBoth.add(sha256)
    if (have < bytes.length || lacks.length > 0) this.#told.phase('attachments')
    do {
      if (lacks.length === 0) return
      const part = bytes.subarray(have, have + PART)
      const at = `${path}?offset=${have}&total=${bytes.length}`
      const answer = await this.#link.ask('PUT', at, { bytes: part }, taken, signal)
      have = answer.have
      this.#told.moved()
    } while (have < bytes.length)
  }
}

const taken = z.object({ have: z.int() })

const held = (mine: VersionVector, stuck: ReadonlyMap<string, number>): VersionVector =>
  Object.fromEntries(Object.entries(mine).filter(([stream]) => stuck.has(stream)))

const atMost = (theirs: VersionVector, mine: VersionVector): VersionVector =>
  Object.fromEntries(
    Object.entries(theirs).map(([stream, seq]) => [stream, Math.min(seq, mine[stream] ?? 0)]),
  )

const together = (one: VersionVector, other: VersionVector): VersionVector => ({
  ...one,
  ...Object.fromEntries(
    Object.entries(other).map(([stream, seq]) => [stream, Math.max(seq, one[stream] ?? 0)]),
  ),
})
