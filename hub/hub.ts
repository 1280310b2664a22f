import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import type { Claim, HubState } from '../contract/hub-protocol.ts'
import { CoreError } from '../core/error.ts'
import { openDatabase } from '../core/db/open.ts'
import { encode } from '../core/keys/box.ts'
import { typed } from '../core/sync/hub/code.ts'
import { PartialBlobs } from '../core/sync/hub/partial-blobs.ts'
import { Intake } from './intake.ts'
import { Invitations } from './invitations.ts'
import { Live } from './live.ts'
import { Metrics } from './metrics.ts'
import { publicKeyOf, Replica, requireClaimant } from './replica.ts'
import { Sessions } from './sessions.ts'
import { forgetClaim, hubSettings, type Settings } from './settings.ts'

/** One server with its store: everything behind its routes. */
export class Hub {
  readonly folder: string
  readonly now: () => number
  readonly sessions: Sessions
  readonly invitations: Invitations
  readonly live: Live
  readonly metrics: Metrics
  readonly publicKey: string
  #settings: Settings
  #own: Database
  #replica: Replica | undefined
  #intake: Intake | undefined
  #partial: PartialBlobs | undefined

  constructor(folder: string, now: () => number = Date.now) {
    this.folder = folder
    this.now = now
    this.#settings = hubSettings(folder)
    this.publicKey = encode(publicKeyOf(this.#settings))
    this.sessions = new Sessions(now)
    this.#own = openDatabase(join(folder, 'hub.db'), this.#settings.databaseKey)
    this.invitations = new Invitations(this.#own, now)
    this.live = new Live()
    this.metrics = new Metrics(this)
    this.#take(Replica.open(folder, this.#settings, now))
  }

  /** What whoever claims it has to know beside the certificate; undefined once it has a workspace. */
  get claimSecret(): string | undefined {
    return this.#replica ? undefined : this.#settings.claimSecret
  }

  get replica(): Replica | undefined {
    return this.#replica
  }

  /** Throws CoreError hubUnclaimed. */
  get served(): { replica: Replica; intake: Intake; partial: PartialBlobs } {
    if (!this.#replica || !this.#intake || !this.#partial) throw new CoreError('hubUnclaimed')
    return { replica: this.#replica, intake: this.#intake, partial: this.#partial }
  }

  /** The same claim again answers the same. Throws CoreError hubClaimed or hubCode. */
  claim(claim: Claim): { hub: string; device: string } {
    if (this.#replica) requireClaimant(this.#replica, claim)
    else {
      if (typed(claim.secret) !== this.#settings.claimSecret) throw new CoreError('hubCode')
      this.#take(Replica.create(this.folder, this.#settings, claim, this.now))
      forgetClaim(this.folder, this.#settings)
    }
    return { hub: this.publicKey, device: this.served.replica.workspace.device.record }
  }

  state(): HubState {
    const { log } = this.served.replica.workspace
    return { epoch: log.stream, holds: log.versionVector(), at: this.now() }
  }

  #take(replica: Replica | undefined): void {
    if (!replica) return
    this.#replica = replica
    this.#intake = new Intake(replica)
    const { workspace } = replica
    this.#partial = new PartialBlobs(
      join(this.folder, 'partial'),
      workspace.derivedKey('partial attachments'),
    )
    workspace.log.onChange((changed) => {
      if (!changed.has('device')) return
      for (const id of replica.revoked()) {
        this.sessions.end(id)
        this.live.end(id)
      }
    })
  }

  close(): void {
    this.live.close()
    this.#replica?.close()
    this.#own.close()
  }
}
