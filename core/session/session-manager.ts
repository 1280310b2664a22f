import { generateKeyPairSync } from 'node:crypto'
import { hostname } from 'node:os'
import type { z } from 'zod'
import { uuidv7 } from 'uuidv7'
import type { Events } from '../../contract/events.ts'
import { CAPABILITIES } from '../../contract/roles.ts'
import type { Language } from '../../contract/text.ts'
import type { SessionView, workspaceStatus } from '../../contract/workspace.ts'
import { CoreError } from '../error.ts'
import { contentCipher, type ContentKeys } from '../keys/content-cipher.ts'
import {
  newPersonKeys,
  publicKeys,
  signerOf,
  unwrapKeys,
  wrapKeys,
  type PersonKeys,
} from '../keys/person-keys.ts'
import { newRecoveryKey, normaliseRecoveryKey, recoveryBox } from '../keys/recovery-key.ts'
import { rawPublic } from '../keys/box.ts'
import { readDescription, type Description } from '../workspace/description.ts'
import {
  databaseKeyOf,
  keyEntry,
  newDatabaseKey,
  openRecovery,
  readKeyFile,
  recoveryEntry,
  writeKeyFile,
  type KeyEntry,
} from '../workspace/key-file.ts'
import { takeLock } from '../workspace/lock.ts'
import {
  createWorkspace,
  finishCreation,
  openWorkspace,
  type OpenWorkspace,
} from '../workspace/open-workspace.ts'
import type { TypeRegistry } from '../workspace/workspace.ts'
import { accountOf, openContentKeys, sealContentKeys, type AccountRecord } from './account.ts'
import { Attempts } from './attempts.ts'
import { Confirmations } from './confirmations.ts'
import { firstAccount, firstRecords, firstThatOpens, mustBeFree, requireStrong } from './first.ts'
import { reconcileKeyFile } from './key-file-sync.ts'
import { settingsOf } from './settings.ts'
import type { Session } from './session.ts'

export interface ManagerOptions {
  readonly folder: string
  readonly types: TypeRegistry
  readonly now: () => number
  readonly emit: <E extends keyof Events>(event: E, payload: Events[E]) => void
  /** Told once when the workspace was opened, before anybody's first call. */
  readonly opened: (workspace: OpenWorkspace) => void
}

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

/** A session with what only this process may know of it. */
export interface LiveSession extends Session {
  readonly account: string
  readonly keys: PersonKeys
  readonly contentKeys: ContentKeys
}

/** The one workspace and the one person at this window: creation, sign-in, lock, confirmation. */
export class SessionManager {
  readonly #options: ManagerOptions
  readonly #attempts: Attempts
  readonly #confirmations: Confirmations
  #workspace: OpenWorkspace | undefined
  #session: LiveSession | undefined
  #release: (() => void) | undefined
  #touched = 0
  /** Sign-ins wait for each other: each derives a key for half a second. */
  #queue: Promise<unknown> = Promise.resolve()

  constructor(options: ManagerOptions) {
    this.#options = options
    this.#attempts = new Attempts(options.folder, options.now)
    this.#confirmations = new Confirmations(options.now)
  }

  get folder(): string {
    return this.#options.folder
  }

  get workspace(): OpenWorkspace | undefined {
    return this.#workspace
  }

  /** Who is signed in; nobody once the idle time has passed. */
  get session(): LiveSession | undefined {
    this.lockWhenIdle()
    return this.#session
  }

  status(): z.output<typeof workspaceStatus> {
    const description = readDescription(this.folder)
    const people = description === undefined ? [] : readKeyFile(this.folder).accounts
    return {
      state: description === undefined ? 'none' : this.session === undefined ? 'locked' : 'open',
      path: this.folder,
      ...(description === undefined
        ? {}
        : { workspace: description.workspace, name: this.#name(description) }),
      demo: description?.demo ?? false,
      storage: 'ok',
      people: people
        .map(({ login, name }) => ({ login, name }))
        .toSorted((a, b) => a.name.localeCompare(b.name, 'zh-CN')),
      lockedOutMs: description === undefined ? 0 : Math.ceil(this.#attempts.waitMs()),
    }
  }

  #name(description: Description): string {
    return this.#workspace === undefined ? description.name : settingsOf(this.#workspace).name
  }

  /** Makes the workspace and signs its first administrator in. */
  create(input: CreateInput): Promise<{ workspace: string; recoveryKey: string }> {
    return this.#alone(async () => {
      mustBeFree(this.folder)
      requireStrong(input.password, input.login)
      const release = takeLock(this.folder)
      try {
        const made = await this.#make(input)
        this.#release = release
        return made
      } catch (error) {
        release()
        throw error
      }
    })
  }

  async #make(input: CreateInput): Promise<{ workspace: string; recoveryKey: string }> {
    const { account, keys, contentKeys } = await firstAccount(input)
    const databaseKey = newDatabaseKey()
    const opened = createWorkspace(
      { folder: this.folder, databaseKey, types: this.#options.types, now: this.#options.now },
      {
        name: input.name,
        demo: input.demo ?? false,
        deviceCode: input.deviceCode,
        deviceName: hostname(),
        first: { actor: account.person, records: firstRecords(input, account) },
      },
      generateKeyPairSync('ed25519').privateKey,
    )
    const recoveryKey = newRecoveryKey()
    const box = recoveryBox(String(normaliseRecoveryKey(recoveryKey)), opened.id)
    writeKeyFile(this.folder, {
      format: 1,
      accounts: [keyEntry(account, databaseKey)],
      recovery: recoveryEntry(rawPublic(box), databaseKey, contentKeys),
    })
    finishCreation(this.folder, opened, input.demo ?? false)
    this.#setOpen(opened)
    this.#begin({ ...account, createdAt: this.#options.now() }, keys)
    return { workspace: opened.id, recoveryKey }
  }

  signIn(login: string, password: string): Promise<void> {
    return this.#alone(async () => {
      this.#mustNotWait()
      const description = this.#description()
      const found = await this.#unlock(description, login, password)
      const account = accountOf(found.workspace, found.person)
      if (account === undefined || !account.active) throw new CoreError('passwordWrong')
      const switched = this.#session !== undefined
      const failures = this.#attempts.succeeded()
      reconcileKeyFile(this.folder, found.workspace)
      this.#begin(account, found.keys)
      this.#record(account.person, failures)
      this.#options.emit('session.changed', { reason: switched ? 'switched' : 'signedIn' })
    })
  }

  /** The person's keys for his password; opens the workspace when it is not open yet. */
  async #unlock(
    description: Description,
    login: string,
    password: string,
  ): Promise<{ person: string; keys: PersonKeys; workspace: OpenWorkspace }> {
    const file = readKeyFile(this.folder)
    const named = (entries: readonly KeyEntry[]) =>
      entries.find((entry) => entry.login.toLowerCase() === login.toLowerCase())
    const entry = named(file.accounts)
    const keys = entry && (await unwrapKeys(entry.person, entry.wrapped, password))
    if (entry === undefined || keys === undefined) throw this.#refused()
    const candidates = [entry, file.next && named(file.next.accounts)]
      .flatMap((candidate) => (candidate === undefined ? [] : [databaseKeyOf(candidate, keys)]))
      .filter((key) => key !== undefined)
    return {
      person: entry.person,
      keys,
      workspace: this.#workspace ?? this.#open(description, candidates),
    }
  }

  #open(description: Description, candidates: readonly Uint8Array[]): OpenWorkspace {
    const release = takeLock(this.folder)
    try {
      const opened = firstThatOpens(candidates, (databaseKey, rekeyed) =>
        openWorkspace(
          {
            folder: this.folder,
            databaseKey,
            rekeyed,
            types: this.#options.types,
            now: this.#options.now,
          },
          description,
        ),
      )
      this.#release = release
      this.#setOpen(opened)
      return opened
    } catch (error) {
      release()
      throw error
    }
  }

  /** A new password by the recovery key; the person gets new keys, since the old ones are lost with the old password. */
  recover(recoveryKey: string, login: string, newPassword: string): Promise<void> {
    return this.#alone(async () => {
      this.#mustNotWait()
      requireStrong(newPassword, login)
      const description = this.#description()
      const normalised = normaliseRecoveryKey(recoveryKey)
      const file = readKeyFile(this.folder)
      const box =
        normalised === undefined ? undefined : recoveryBox(normalised, description.workspace)
      const now = box && openRecovery(box, file.recovery)
      const next = box && file.next && openRecovery(box, file.next.recovery)
      if (now === undefined) throw this.#refused('recoveryKeyWrong')
      const candidates = [now.databaseKey, ...(next ? [next.databaseKey] : [])]
      const workspace = this.#workspace ?? this.#open(description, candidates)
      const entry = file.accounts.find(
        (candidate) => candidate.login.toLowerCase() === login.toLowerCase(),
      )
      const account = entry && accountOf(workspace, entry.person)
      if (account === undefined || !account.active) throw new CoreError('notFound')
      const keys = await this.replaceKeys(
        workspace,
        account,
        newPassword,
        now.contentKeys,
        account.person,
      )
      this.#attempts.succeeded()
      this.#begin(accountOf(workspace, account.person) ?? account, keys)
      this.#options.emit('session.changed', { reason: 'signedIn' })
    })
  }

  /** New keys under a new password, recorded and in the key file. Content keys only as far as `contentKeys` goes. */
  async replaceKeys(
    workspace: OpenWorkspace,
    account: AccountRecord,
    password: string,
    contentKeys: ContentKeys,
    actor: string,
  ): Promise<PersonKeys> {
    const keys = newPersonKeys()
    const publics = publicKeys(keys)
    const wrapped = await wrapKeys(account.person, keys, password)
    workspace.log.append({
      actor,
      act: 'accounts.resetPassword',
      ops: [
        {
          patch: 'account',
          id: account.id,
          fields: {
            ...publics,
            formerSignKeys: [...account.formerSignKeys, account.signKey],
            wrapped: { ...wrapped, kdf: { ...wrapped.kdf } },
            contentKeys: sealContentKeys(publics.boxKey, account.clearance, contentKeys),
          },
        },
      ],
    })
    reconcileKeyFile(this.folder, workspace)
    return keys
  }

  /** Asks the password again; the answer is valid once, for a minute. */
  confirm(password: string): Promise<string> {
    return this.#alone(async () => {
      const session = await this.verifyPassword(password)
      return this.#confirmations.give(session.person, signerOf(session.person, session.keys))
    })
  }

  /** The session, when the password is its person's; counts failures like a sign-in. */
  async verifyPassword(password: string): Promise<LiveSession> {
    this.#mustNotWait()
    const session = this.session
    if (session === undefined || this.#workspace === undefined) throw new CoreError('notSignedIn')
    const account = accountOf(this.#workspace, session.person)
    if (
      account === undefined ||
      (await unwrapKeys(account.person, account.wrapped, password)) === undefined
    )
      throw this.#refused()
    this.#attempts.succeeded()
    return session
  }

  changePassword(password: string, newPassword: string): Promise<void> {
    return this.#alone(async () => {
      const session = await this.verifyPassword(password)
      requireStrong(newPassword, session.login)
      const workspace = this.#workspace
      if (workspace === undefined) throw new CoreError('notSignedIn')
      const wrapped = await wrapKeys(session.person, session.keys, newPassword)
      workspace.log.append({
        actor: session.person,
        act: 'session.changePassword',
        ops: [
          {
            patch: 'account',
            id: session.account,
            fields: { wrapped: { ...wrapped, kdf: { ...wrapped.kdf } } },
          },
        ],
      })
      reconcileKeyFile(this.folder, workspace)
    })
  }

  /** Roles, clearance or language of the person at this window changed. */
  refresh(): void {
    const session = this.#session
    const account = session && this.#workspace && accountOf(this.#workspace, session.person)
    if (session === undefined || account === undefined) return
    if (!account.active) return this.lock()
    const touched = this.#touched
    this.#begin(account, session.keys, session.signedInAt)
    this.#touched = touched
    this.#options.emit('session.changed', { reason: 'rights' })
  }

  lock(): void {
    if (this.#session === undefined) return
    this.#session = undefined
    this.#confirmations.clear()
    this.#options.emit('session.changed', { reason: 'locked' })
  }

  touch(): void {
    this.#touched = this.#options.now()
  }

  lockWhenIdle(): void {
    if (this.#session === undefined || this.#workspace === undefined) return
    const minutes = settingsOf(this.#workspace).autoLockMinutes
    if (minutes > 0 && this.#options.now() - this.#touched > minutes * 60_000) this.lock()
  }

  view(session: LiveSession): SessionView {
    const capabilities = Object.entries(CAPABILITIES)
      .filter(([, roles]) => roles.some((role) => session.roles.includes(role)))
      .map(([name]) => name)
    return {
      person: session.person,
      name: session.name,
      login: session.login,
      roles: [...session.roles],
      clearance: session.clearance,
      capabilities,
      language: session.language,
      signedInAt: session.signedInAt,
      autoLockMinutes:
        this.#workspace === undefined ? 0 : settingsOf(this.#workspace).autoLockMinutes,
    }
  }

  async close(): Promise<void> {
    await this.#queue
    this.#session = undefined
    this.#workspace?.close()
    this.#workspace = undefined
    this.#release?.()
    this.#release = undefined
  }

  #begin(account: AccountRecord, keys: PersonKeys, signedInAt = this.#options.now()): void {
    const contentKeys = openContentKeys(account, keys)
    this.#touched = this.#options.now()
    this.#confirmations.clear()
    this.#session = {
      person: account.person,
      account: account.id,
      name: account.name,
      login: account.login,
      roles: account.roles,
      clearance: account.clearance,
      language: account.language,
      signedInAt,
      keys,
      contentKeys,
      cipher: contentCipher(contentKeys),
      takeSigner: (confirmation) => this.#confirmations.take(account.person, confirmation),
    }
  }

  #record(person: string, failures: number): void {
    const refused =
      failures > 0
        ? [
            {
              create: 'access-event',
              id: uuidv7(),
              fields: { action: 'refused', what: '', type: 'session', count: failures },
            },
          ]
        : []
    this.#workspace?.log.append({
      actor: person,
      act: 'session.signIn',
      ops: [
        ...refused,
        {
          create: 'access-event',
          id: uuidv7(),
          fields: { action: 'signIn', what: person, type: 'session', count: 1 },
        },
      ],
    })
  }

  #setOpen(workspace: OpenWorkspace): void {
    this.#workspace = workspace
    this.#options.opened(workspace)
  }

  #description(): Description {
    const description = readDescription(this.folder)
    if (description === undefined) throw new CoreError('workspaceMissing', { path: this.folder })
    return description
  }

  #mustNotWait(): void {
    const wait = this.#attempts.waitMs()
    if (wait > 0) throw new CoreError('lockedOut', { seconds: Math.ceil(wait / 1000) })
  }

  #refused(code: 'passwordWrong' | 'recoveryKeyWrong' = 'passwordWrong'): CoreError {
    this.#attempts.failed()
    return new CoreError(code)
  }

  #alone<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#queue.then(work, work)
    this.#queue = next.catch((error: unknown) => error)
    return next
  }
}
