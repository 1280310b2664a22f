import type { Database } from 'better-sqlite3'
import type { Claim } from '../contract/hub-protocol.ts'
import type { VersionVector } from '../core/sync/exchange.ts'
import type { CarriedBlob } from '../core/workspace/workspace.ts'
import { EmbeddedTree } from './embedded-tree.ts'
import { Invitations } from './invitations.ts'
import type { Replica } from './replica.ts'
import type { LogTree } from './tree.ts'

/** The workspace that a server has: what was claimed, and the record of the server's own device. */
export interface Site extends Pick<Claim, 'workspace' | 'name' | 'demo' | 'publicKey'> {
  readonly record: string
}

/** What new workstations fetch by their codes. */
export interface InvitationStore {
  keep(id: string, kept: { device: string; sealed: string }, expiresAt: number): Promise<void>
  /** Throws CoreError invitationUnknown. */
  fetch(id: string): Promise<string>
  /** The workstation has come: its code is of no use any more. */
  used(device: string): Promise<void>
}

/**
 * Where what the server acknowledged is kept. The replica verifies; with the embedded store it is the truth itself,
 * with a shared one it is what this instance has seen of it.
 */
export interface HubStore {
  readonly invitations: InvitationStore
  /** The workspace, once it was claimed here or at another instance. */
  site(): Promise<Site | undefined>
  /** Of two claims the first stands; answers the one that stands. */
  claim(site: Site): Promise<Site>
  /** The replica serves from now on: both are brought to the same. Throws ReplicaDisagrees. */
  begin(replica: Replica): Promise<void>
  /** What devices may forget that only they have. */
  holds(replica: Replica): VersionVector
  /** Changes when what was acknowledged may have been lost. */
  epoch(replica: Replica): string
  /** Lets `take` bring commits into the replica and keeps what was applied: durable when it answers. Throws ReplicaDisagrees. */
  accept<T>(replica: Replica, take: () => Promise<T>): Promise<T>
  /** Takes over what other instances accepted; answers whether there was something. Throws ReplicaDisagrees. */
  catchUp(replica: Replica): Promise<boolean>
  /** The tree over all that was accepted up to now. */
  tree(replica: Replica): Promise<LogTree>
  /** An attachment that the replica has now. */
  keepBlob(blob: CarriedBlob): Promise<void>
  /** Calls when another instance has told of something. */
  listen(news: () => void): Promise<void>
  /** Throws when it cannot be reached. */
  check(): Promise<void>
  close(): Promise<void>
}

/** What this instance has and what all share contradict each other: its replica is made anew. */
export class ReplicaDisagrees extends Error {}

/** The default: everything in the server's own folder. */
export class EmbeddedStore implements HubStore {
  readonly invitations: InvitationStore
  readonly #db: Database
  #tree: { readonly of: Replica; readonly tree: EmbeddedTree } | undefined

  constructor(db: Database, now: () => number) {
    this.#db = db
    this.invitations = new Invitations(db, now)
  }

  site(): Promise<undefined> {
    return Promise.resolve(undefined)
  }

  claim(site: Site): Promise<Site> {
    return Promise.resolve(site)
  }

  async begin(replica: Replica): Promise<void> {
    await this.tree(replica)
  }

  holds({ workspace }: Replica): VersionVector {
    return workspace.log.versionVector()
  }

  epoch({ workspace }: Replica): string {
    return workspace.log.stream
  }

  accept<T>(_replica: Replica, take: () => Promise<T>): Promise<T> {
    return take()
  }

  catchUp(): Promise<boolean> {
    return Promise.resolve(false)
  }

  tree(replica: Replica): Promise<LogTree> {
    if (this.#tree?.of !== replica)
      this.#tree = { of: replica, tree: new EmbeddedTree(this.#db, replica) }
    return this.#tree.tree.now()
  }

  keepBlob(): Promise<void> {
    return Promise.resolve()
  }

  listen(): Promise<void> {
    return Promise.resolve()
  }

  check(): Promise<void> {
    this.#db.prepare('SELECT count(*) FROM sqlite_schema').get()
    return Promise.resolve()
  }

  close(): Promise<void> {
    this.#db.close()
    return Promise.resolve()
  }
}
