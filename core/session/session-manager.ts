import type { z } from 'zod'
import type { Events } from '../../contract/events.ts'
import { CAPABILITIES } from '../../contract/roles.ts'
import type { SessionView, workspaceStatus } from '../../contract/workspace.ts'
import { CoreError } from '../error.ts'
import { contentCipher, type ContentKeys } from '../keys/content-cipher.ts'
import { ownBox, signerOf, unwrapKeys, wrapKeys, type PersonKeys } from '../keys/person-keys.ts'
import { normaliseRecoveryKey, recoveryBox } from '../keys/recovery-key.ts'
import { databaseKeyOf, openRecovery, readKeyFile, type KeyEntry } from '../workspace/key-file.ts'
import type { OpenWorkspace } from '../workspace/open-workspace.ts'
import { accountOf, isKeysOf, openContentKeys, type AccountRecord } from './account.ts'
import { Attempts } from './attempts.ts'
import { Confirmations } from './confirmations.ts'
import { requireStrong } from './first.ts'
import { reconcileKeyFile } from './key-file-sync.ts'
import { OneWorkspace, type CreateInput, type WorkspaceOptions } from './one-workspace.ts'
import { replaceKeys } from './replace-keys.ts'
import { settingsOf } from './settings.ts'
import { renewRecovery } from './recovery-renewal.ts'
import { recordSignIn } from './sign-in-record.ts'
import type { Session } from './session.ts'
import { statusOf } from './status.ts'

export interface ManagerOptions extends WorkspaceOptions {
  /** Somebody is signed in, or his rights changed. */
  readonly began: () => void
  /** Nobody is signed in any more. */
  readonly ended: () => void
  /** What the disk lets the store do. */
  readonly storage: () => Events['storage.changed']['state']
  /** Before the workspace closes. */
  readonly closing: () => Promise<void>
  readonly emit: <E extends keyof Events>(event: E, payload: Events[E]) => void
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
  readonly #place: OneWorkspace
  #session: LiveSession | undefined
  #touched = 0
  /** Sign-ins wait for each other: each derives a key for half a second. */
  #queue: Promise<unknown> = Promise.resolve()

  constructor(options: ManagerOptions) {
    this.#options = options
    this.#place = new OneWorkspace(options)
    this.#attempts = new Attempts(options.folder, options.now)
    this.#confirmations = new Confirmations(options.now)
  }

  get folder(): string {
    return this.#options.folder
  }

  get workspace(): OpenWorkspace | undefined {
    return this.#place.current
  }

  /** Who is signed in; nobody once the idle time has passed. */
  get session(): LiveSession | undefined {
    this.lockWhenIdle()
    return this.#session
  }

  status(): z.output<typeof workspaceStatus> {
    return statusOf(this.folder, this.#options.now, this.#options.storage(), {
      signedIn: this.session !== undefined,
      ...(this.workspace === undefined ? {} : { name: settingsOf(this.workspace).name }),
    })
  }

  /** Makes the workspace and signs its first administrator in. */
  create(input: CreateInput): Promise<{ workspace: string; recoveryKey: string }> {
    return this.#alone(async () => {
      const { recoveryKey, account, keys } = await this.#place.create(input)
      this.#begin(account, keys)
      return { workspace: this.#place.description().workspace, recoveryKey }
    })
  }

  signIn(login: string, password: string): Promise<void> {
    return this.#alone(async () => {
      this.#mustNotWait()
      const found = await this.#unlock(login, password)
      const account = accountOf(found.workspace, found.person)
      if (account === undefined || !account.active) throw new CoreError('passwordWrong')
      if (!isKeysOf(account, found.keys)) {
        reconcileKeyFile(this.folder, found.workspace)
        throw this.#refused()
      }
      const switched = this.#session !== undefined
      const failures = this.#attempts.succeeded()
      reconcileKeyFile(this.folder, found.workspace)
      this.#begin(account, found.keys)
      recordSignIn(found.workspace, account.person, failures)
      this.#options.emit('session.changed', { reason: switched ? 'switched' : 'signedIn' })
    })
  }

  /** The person's keys for his password; opens the workspace when it is not open yet. */
  async #unlock(
    login: string,
    password: string,
  ): Promise<{ person: string; keys: PersonKeys; workspace: OpenWorkspace }> {
    this.#place.description()
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
      workspace: await this.#place.open(candidates),
    }
  }

  /** A new password by the recovery key; the person gets new keys, since the old ones are lost with the old password. */
  recover(recoveryKey: string, login: string, newPassword: string): Promise<void> {
    return this.#alone(async () => {
      this.#mustNotWait()
      requireStrong(newPassword, login)
      const description = this.#place.description()
      const normalised = normaliseRecoveryKey(recoveryKey)
      const file = readKeyFile(this.folder)
      const box =
        normalised === undefined ? undefined : recoveryBox(normalised, description.workspace)
      const now = box && openRecovery(box, file.recovery)
      const next = box && file.next && openRecovery(box, file.next.recovery)
      if (now === undefined) throw this.#refused('recoveryKeyWrong')
      const candidates = [now.databaseKey, ...(next ? [next.databaseKey] : [])]
      const workspace = await this.#place.open(candidates)
      const entry = file.accounts.find(
        (candidate) => candidate.login.toLowerCase() === login.toLowerCase(),
      )
      const account = entry && accountOf(workspace, entry.person)
      if (account === undefined || !account.active) throw new CoreError('notFound')
      const keys = await replaceKeys(
        this.folder,
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

  /** Asks the password again; the answer is valid once, for a minute. */
  confirm(password: string): Promise<string> {
    return this.#alone(async () => {
      const session = await this.verifyPassword(password)
      return this.#confirmations.give(session.person, signerOf(session.person, session.keys))
    })
  }

  /** Asks somebody else beside the person at this window for his own name and password; valid once, for a minute. */
  witness(
    login: string,
    password: string,
  ): Promise<{ confirmation: string; person: string; name: string }> {
    return this.#alone(async () => {
      if (this.session === undefined) throw new CoreError('notSignedIn')
      this.#mustNotWait()
      const { person, keys, workspace } = await this.#unlock(login, password)
      const account = accountOf(workspace, person)
      if (account === undefined || !account.active || !isKeysOf(account, keys))
        throw this.#refused()
      if (person === this.session.person) throw new CoreError('secondIsFirst')
      this.#attempts.succeeded()
      const confirmation = this.#confirmations.give(person, signerOf(person, keys))
      return { confirmation, person, name: account.name }
    })
  }

  /** The session, when the password is its person's; counts failures like a sign-in. */
  async verifyPassword(password: string): Promise<LiveSession> {
    this.#mustNotWait()
    const session = this.session
    if (session === undefined || this.workspace === undefined) throw new CoreError('notSignedIn')
    const account = accountOf(this.workspace, session.person)
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
      const workspace = this.workspace
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

  /** Another recovery key, for an administrator who sees everything and gives his password again. */
  renewRecovery(password: string): Promise<string> {
    return this.#alone(async () => {
      const session = await this.verifyPassword(password)
      if (this.workspace === undefined) throw new CoreError('notSignedIn')
      return renewRecovery(this.folder, this.workspace, session)
    })
  }

  /** Roles, clearance or language of the person at this window changed. */
  refresh(): void {
    const session = this.#session
    const account = session && this.workspace && accountOf(this.workspace, session.person)
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
    this.#options.ended()
    this.#options.emit('session.changed', { reason: 'locked' })
  }

  touch(): void {
    this.#touched = this.#options.now()
  }

  /** When somebody last did something at the window. */
  get touchedAt(): number {
    return this.#touched
  }

  lockWhenIdle(): void {
    if (this.#session === undefined || this.workspace === undefined) return
    const minutes = settingsOf(this.workspace).autoLockMinutes
    // A clock that was put back must not keep the session open.
    this.#touched = Math.min(this.#touched, this.#options.now())
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
        this.workspace === undefined ? 0 : settingsOf(this.workspace).autoLockMinutes,
    }
  }

  async close(): Promise<void> {
    await this.#queue
    this.#session = undefined
    await this.#options.closing()
    this.#place.close()
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
      own: ownBox(keys),
      takeSigner: (confirmation) => this.#confirmations.take(account.person, confirmation),
      takeWitness: (confirmation) => this.#confirmations.takeOther(account.person, confirmation),
    }
    this.#options.began()
  }

  #mustNotWait(): void {
    const wait = this.#attempts.waitMsNow()
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
