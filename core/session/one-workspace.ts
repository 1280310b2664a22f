import { generateKeyPairSync } from 'node:crypto'
import { hostname } from 'node:os'
import type { Language } from '../../contract/text.ts'
import { CoreError } from '../error.ts'
import type { PersonKeys } from '../keys/person-keys.ts'
import { readDescription, type Description } from '../workspace/description.ts'
import { keyEntry, newDatabaseKey, writeKeyFile } from '../workspace/key-file.ts'
import { takeLock } from '../workspace/lock.ts'
import {
  createWorkspace,
  finishCreation,
  openWorkspace,
  type OpenWorkspace,
} from '../workspace/open-workspace.ts'
import type { TypeRegistry } from '../workspace/workspace.ts'
import type { AccountRecord } from './account.ts'
import { firstAccount, firstRecords, firstThatOpens, mustBeFree, requireStrong } from './first.ts'
import { makeRecovery } from './recovery-renewal.ts'

export interface CreateInput {
  readonly name: string
  readonly team: string
  readonly language: Language
  readonly person: string
  readonly login: string
  readonly password: string
  readonly deviceCode: string
  readonly separation: boolean
  readonly demo?: boolean
}

export interface WorkspaceOptions {
  readonly folder: string
  readonly types: TypeRegistry
  readonly now: () => number
  /** Told once when the workspace was opened, before anybody's first call. */
  readonly opened: (workspace: OpenWorkspace) => void
}

/** The workspace of one folder: at most one process has it open, and keeps it until it closes. */
export class OneWorkspace {
  readonly #options: WorkspaceOptions
  #current: OpenWorkspace | undefined
  #release: (() => void) | undefined

  constructor(options: WorkspaceOptions) {
    this.#options = options
  }

  get current(): OpenWorkspace | undefined {
    return this.#current
  }

  /** What the folder says of itself without any key. */
  description(): Description {
    const { folder } = this.#options
    const description = readDescription(folder)
    if (description === undefined) throw new CoreError('workspaceMissing', { path: folder })
    return description
  }

  /** Makes the workspace with its first administrator. */
  async create(
    input: CreateInput,
  ): Promise<{ recoveryKey: string; account: AccountRecord; keys: PersonKeys }> {
    requireStrong(input.password, input.login)
    mustBeFree(this.#options.folder)
    return this.#locked(() => this.#make(input))
  }

  async #make(
    input: CreateInput,
  ): Promise<{ recoveryKey: string; account: AccountRecord; keys: PersonKeys }> {
    const { folder, types, now } = this.#options
    const { account, keys, contentKeys } = await firstAccount(input)
    const databaseKey = newDatabaseKey()
    const opened = createWorkspace(
      { folder, databaseKey, types, now },
      {
        name: input.name,
        demo: input.demo ?? false,
        deviceCode: input.deviceCode,
        deviceName: hostname(),
        first: { actor: account.person, records: firstRecords(input, account) },
      },
      generateKeyPairSync('ed25519').privateKey,
    )
    const { recoveryKey, recovery } = makeRecovery(opened.id, databaseKey, contentKeys)
    writeKeyFile(folder, { format: 1, accounts: [keyEntry(account, databaseKey)], recovery })
    finishCreation(folder, opened, input.demo ?? false)
    this.#take(opened)
    return { recoveryKey, account: { ...account, createdAt: now() }, keys }
  }

  /** The open workspace; opens it with the first of the keys that fits when it is not open yet. */
  open(candidates: readonly Uint8Array[]): Promise<OpenWorkspace> {
    if (this.#current) return Promise.resolve(this.#current)
    const { folder, types, now } = this.#options
    return this.#locked(async () => {
      const opened = firstThatOpens(candidates, (databaseKey, rekeyed) =>
        openWorkspace({ folder, databaseKey, rekeyed, types, now }, this.description()),
      )
      this.#take(opened)
      return opened
    })
  }

  async #locked<T>(work: () => Promise<T>): Promise<T> {
    const release = takeLock(this.#options.folder)
    try {
      const done = await work()
      this.#release = release
      return done
    } catch (error) {
      release()
      throw error
    }
  }

  #take(workspace: OpenWorkspace): void {
    this.#current = workspace
    this.#options.opened(workspace)
  }

  close(): void {
    try {
      this.#current?.close()
    } finally {
      this.#current = undefined
      this.#release?.()
      this.#release = undefined
    }
  }
}
