import { join } from 'node:path'
import { uuidv7 } from 'uuidv7'
import type { CheckpointAnswer, CheckpointRequest } from '../contract/checkpoint.ts'
import type { Claim, HubState } from '../contract/hub-protocol.ts'
import { CoreError } from '../core/error.ts'
import { openDatabase } from '../core/db/open.ts'
import { encode } from '../core/keys/box.ts'
import { typed } from '../core/sync/hub/code.ts'
import { PartialBlobs } from '../core/sync/hub/partial-blobs.ts'
import { Checkpoints } from './checkpoints.ts'
import { Intake } from './intake.ts'
import { Live } from './live.ts'
import { Metrics } from './metrics.ts'
import { publicKeyOf, Replica, requireClaimant } from './replica.ts'
import { Sessions } from './sessions.ts'
import { forgetClaim, hubSettings, type Settings } from './settings.ts'
import { EmbeddedStore, ReplicaDisagrees, type HubStore, type Site } from './store.ts'

/** One server, or one instance of it, with its store: everything behind its routes. */
export class Hub {
  readonly folder: string
  readonly now: () => number
  readonly store: HubStore
  readonly sessions: Sessions
  readonly live: Live
  readonly metrics: Metrics
  readonly publicKey: string
  readonly #checkpoints: Checkpoints
  #settings: Settings
  #replica: Replica | undefined
  #intake: Intake | undefined
  #partial: PartialBlobs | undefined
  #failed: (error: unknown) => void = () => undefined

  private constructor(folder: string, now: () => number, store?: HubStore) {
    this.folder = folder
    this.now = now
    this.#settings = hubSettings(folder)
    this.publicKey = encode(publicKeyOf(this.#settings))
    this.#checkpoints = new Checkpoints(this.#settings.deviceKey, this.publicKey, now)
    this.sessions = new Sessions(now)
    this.store =
      store ??
      new EmbeddedStore(openDatabase(join(folder, 'hub.db'), this.#settings.databaseKey), now)
    this.live = new Live()
    this.metrics = new Metrics(this)
  }

  /** In its own folder, or as an instance over a store that several share. Throws CoreError as Replica.open does. */
  static async open(
    folder: string,
    { now = Date.now, store }: { now?: () => number; store?: HubStore } = {},
  ): Promise<Hub> {
    const hub = new Hub(folder, now, store)
    try {
      await hub.#begin(Replica.open(folder, hub.#settings, now))
      await hub.store.listen(() => hub.#hear())
    } catch (error) {
      await hub.close()
      throw error
    }
    return hub
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

  /** Called with what fails while nobody waits for it. */
  onFailure(failed: (error: unknown) => void): void {
    this.#failed = failed
  }

  /** The same claim again answers the same. Throws CoreError hubClaimed or hubCode. */
  async claim(claim: Claim): Promise<{ hub: string; device: string }> {
    if (!this.#replica) {
      if (typed(claim.secret) !== this.#settings.claimSecret) throw new CoreError('hubCode')
      const { workspace, name, demo, publicKey } = claim
      const asked = { workspace, name, demo, publicKey, record: uuidv7() }
      await this.#create(await this.store.claim(asked))
    }
    requireClaimant(this.served.replica, claim)
    return { hub: this.publicKey, device: this.served.replica.workspace.device.record }
  }

  state(): HubState {
    const { replica } = this.served
    return {
      epoch: this.store.epoch(replica),
      holds: this.store.holds(replica),
      attachments: this.#countAttachments(replica),
      contacts: this.#contacts(),
      at: this.now(),
    }
  }

  /** What the log is now, signed, and that it follows what the caller knows. */
  async checkpoint(asked: CheckpointRequest): Promise<CheckpointAnswer> {
    const { replica } = this.served
    const tree = await this.store.tree(replica)
    return this.#checkpoints.answer(replica.workspace.id, tree, asked)
  }

  #contacts(): Record<string, number> {
    for (const device of this.live.devices()) this.sessions.seen.set(device, this.now())
    return Object.fromEntries(this.sessions.seen)
  }

  /** An attachment that was not here before. */
  gained(): void {
    if (this.#attachments !== undefined) this.#attachments += 1
  }

  #attachments: number | undefined

  #countAttachments({ workspace }: Replica): number {
    this.#attachments ??= [...workspace.blobs.list()].length
    return this.#attachments
  }

  /** Takes over what other instances accepted, and tells the devices that listen here. */
  async catchUp(): Promise<void> {
    if (!this.#replica) await this.#begin(undefined)
    if (!this.#intake) return
    try {
      if (!(await this.#intake.catchUp())) return
      this.#attachments = undefined
      this.live.tell(this.state())
    } catch (error) {
      if (!(error instanceof ReplicaDisagrees)) throw error
      await this.#renew(error)
    }
  }

  #hearing: Promise<void> | undefined
  #heard = false

  /** Once more when something was told meanwhile, however often. */
  #hear(): void {
    this.#heard = true
    this.#hearing ??= (async () => {
      while (this.#heard) {
        this.#heard = false
        await this.catchUp().catch((error: unknown) => this.#failed(error))
      }
      this.#hearing = undefined
    })()
  }

  /** With the copy that is here, or one made anew of what all instances share. */
  async #begin(replica: Replica | undefined): Promise<void> {
    const site = await this.store.site()
    if (replica && site && replica.workspace.id !== site.workspace) replica.setAside(this.now())
    else if (replica) {
      // A database without a workspace gets this one: a server moves out of its folder.
      if (!site) await this.store.claim(replica.site)
      await this.#serve(replica)
      return
    }
    if (site) await this.#create(site)
  }

  async #create(site: Site): Promise<void> {
    if (this.#replica) return
    const replica = Replica.create(this.folder, this.#settings, site, this.now)
    forgetClaim(this.folder, this.#settings)
    this.#take(replica)
    // An empty copy that cannot follow: what all share was altered.
    await this.store.begin(replica)
  }

  async #serve(replica: Replica): Promise<void> {
    this.#take(replica)
    try {
      await this.store.begin(replica)
    } catch (error) {
      if (!(error instanceof ReplicaDisagrees)) throw error
      await this.#renew(error)
    }
  }

  /** What all share counts; what this instance had stays in a folder beside. */
  async #renew(why: ReplicaDisagrees): Promise<void> {
    this.#failed(why)
    this.#replica?.setAside(this.now())
    this.#replica = undefined
    this.#intake = undefined
    await this.#begin(undefined)
  }

  #take(replica: Replica): void {
    this.#replica = replica
    this.#attachments = undefined
    this.#intake = new Intake(replica, this.store)
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

  async close(): Promise<void> {
    this.live.close()
    await this.#hearing
    await this.store.close()
    this.#replica?.close()
  }
}
