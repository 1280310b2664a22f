import { randomUUID } from 'node:crypto'
import { appendFileSync } from 'node:fs'
import type { EventName, Events } from '../contract/events.ts'
import type { RecordType } from '../contract/record-type.ts'
import { BackgroundWork } from './background.ts'
import { ChosenPaths } from './chosen-paths.ts'
import { contributionsOf } from './contributions.ts'
import { dropColumns } from './columns/columns.ts'
import { checkDatabase } from './db/check.ts'
import { createDispatch, type Dispatch } from './dispatch.ts'
import { FEATURES } from './features.ts'
import { guardsOf } from './guards.ts'
import { accountHandlers } from './features/accounts/handlers.ts'
import { fileHandlers } from './features/files/handlers.ts'
import { oversightHandlers } from './features/oversight/handlers.ts'
import { hubHandlers } from './features/sync/hub-handlers.ts'
import { restoreHandlers } from './features/backup/restore-handlers.ts'
import { declaredHandlers } from './features/registers/handlers.ts'
import { transferHandlers } from './features/registers/transfer.ts'
import { syncHandlers } from './features/sync/handlers.ts'
import type { Context, FeatureModule, Handlers } from './feature.ts'
import { idsUpTo } from './records/view.ts'
import { sessionHandlers } from './session/handlers.ts'
import { reconcileKeyFile } from './session/key-file-sync.ts'
import { SessionManager } from './session/session-manager.ts'
import type { Session } from './session/session.ts'
import { useProjections } from './projections.ts'
import { StoreState } from './store-state.ts'
import { HubService } from './sync/hub/service.ts'
import { Tasks } from './tasks.ts'
import { typeRegistry } from './type-registry.ts'
import { pathsOf } from './workspace/files.ts'
import type { Workspace } from './workspace/workspace.ts'

export interface CoreOptions {
  /** Folder of the workspace, which need not exist yet. */
  readonly workspacePath: string
  /** Milliseconds since 1970; the computer's clock when absent. */
  readonly now?: () => number
  readonly onEvent?: <E extends EventName>(event: E, payload: Events[E]) => void
  /** Record types beside those of the features. */
  readonly extraTypes?: readonly RecordType[]
  /** A demonstration is laid out with the clock of its story. */
  readonly story?: boolean
  /** How long work that can wait leaves the machine to whoever opens the workspace; 0 when absent. */
  readonly settleMs?: number
  /** Features beside those of the product. */
  readonly extraFeatures?: readonly FeatureModule[]
}

export interface Core {
  readonly dispatch: Dispatch
  readonly manager: SessionManager
  /** Calls in the name of a session that is not the window's; for what is laid out without a window. */
  as(session: Session): Dispatch
  /** Files and folders that a person chose at this host. */
  readonly chosen: ChosenPaths
  /** Gives the workspace back; everything acknowledged is on the disk already. */
  close(): Promise<void>
}

const IDLE_CHECK_MS = 10_000

/** Core for one window: what every host (the core process, the command line, tests) starts. */
export function createCore(options: CoreOptions): Core {
  const now = options.now ?? Date.now
  const emit = <E extends EventName>(event: E, payload: Events[E]) =>
    options.onEvent?.(event, payload)
  const features = [...FEATURES, ...(options.extraFeatures ?? [])]
  const types = typeRegistry(features, options.extraTypes)
  const shared = contributionsOf(features)
  const tasks = new Tasks(emit)
  const chosen = new ChosenPaths()
  const guards = guardsOf(features, types)
  const rest = { shared, guards, now, emit, chosenPath: (token: string) => chosen.get(token) }
  const contextNow = (): Context | undefined => contextOf(manager.workspace, manager.session, rest)
  const background: BackgroundWork = new BackgroundWork({
    features,
    host: (workspace) => ({
      workspace,
      now,
      emit,
      shifts: (period) => shared.shifts({ workspace }, period),
      context: contextNow,
      story: options.story === true,
      settleMs: options.settleMs ?? 0,
    }),
    report: (job, error) =>
      report(options.workspacePath, now(), randomUUID().slice(0, 8), job, error),
  })
  const store = new StoreState({
    tell: (change) => emit('storage.changed', change),
    async check() {
      const { workspace } = manager
      if (workspace === undefined) return undefined
      const { database } = pathsOf(workspace.path)
      return checkDatabase(database, workspace.databaseKey, new AbortController().signal)
    },
  })
  const service = new HubService({
    now,
    changed: () => emit('sync.changed', {}),
    received() {
      // Accounts that came along can sign in from now on.
      if (manager.workspace) reconcileKeyFile(manager.folder, manager.workspace)
      manager.refresh()
    },
    report: (job, error) =>
      report(options.workspacePath, now(), randomUUID().slice(0, 8), job, error),
  })
  const manager: SessionManager = new SessionManager({
    folder: options.workspacePath,
    types,
    now,
    emit,
    began() {
      const context = contextNow()
      if (context) background.signedIn(context)
    },
    ended: () => background.signedOut(),
    storage: () => store.current,
    async closing() {
      store.reset()
      if (manager.workspace) dropColumns(manager.workspace)
      await service.stop()
      await background.close()
    },
    opened(workspace) {
      useProjections(workspace, types, features)
      background.start(workspace)
      service.start(workspace)
      workspace.log.onChange((changed) => {
        store.written()
        const clearance = manager.session?.clearance ?? 0
        for (const [type, ids] of changed)
          emit('records.changed', { type, ids: idsUpTo(workspace, type, ids, clearance) })
      })
    },
  })
  const handlers = handlersOf([
    sessionHandlers(manager),
    accountHandlers(manager),
    fileHandlers(),
    declaredHandlers(types),
    oversightHandlers(manager, tasks),
    transferHandlers(tasks, () => manager.touchedAt),
    syncHandlers({ manager, chosen, service, types, now }),
    hubHandlers({ manager, service, types, now }),
    restoreHandlers({
      manager,
      chosen,
      types,
      now,
      opened: (workspace) => useProjections(workspace, types, features),
    }),
    ...features.map((feature) => feature.handlers),
  ])
  const dispatchFor = (session: () => Session | undefined): Dispatch =>
    createDispatch(handlers, {
      types,
      context: () => contextOf(manager.workspace, session(), rest),
      failed(error) {
        store.failed(error)
        if (error.code === 'blobMissing') service.want(String(error.params['name']))
      },
      report: (reference, procedure, error) =>
        report(options.workspacePath, now(), reference, procedure, error),
    })
  const timer = setInterval(() => manager.lockWhenIdle(), IDLE_CHECK_MS)
  timer.unref()
  return {
    dispatch: dispatchFor(() => manager.session),
    manager,
    chosen,
    as: (session) => dispatchFor(() => session),
    async close() {
      clearInterval(timer)
      await manager.close()
    },
  }
}

function contextOf(
  workspace: Workspace | undefined,
  session: Session | undefined,
  rest: Omit<Context, 'workspace' | 'session'>,
): Context | undefined {
  return session === undefined || workspace === undefined
    ? undefined
    : { workspace, session, ...rest }
}

/** All handlers in one map; a procedure that two parts claim is a mistake. */
function handlersOf(parts: readonly Handlers[]): Handlers {
  const all = new Map<string, unknown>()
  for (const part of parts) {
    for (const [name, handler] of Object.entries(part)) {
      if (all.has(name)) throw new Error(`procedure ${name} has two handlers`)
      all.set(name, handler)
    }
  }
  return Object.fromEntries(all) as Handlers
}

/** An unexpected error with its reference, beside the workspace: no input, no content of records. */
function report(
  folder: string,
  at: number,
  reference: string,
  procedure: string,
  error: unknown,
): void {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const line = `${new Date(at).toISOString()} ${reference} ${procedure} ${text}\n`
  try {
    appendFileSync(pathsOf(folder).errors, line)
  } catch (failed) {
    process.stderr.write(
      `${line}The error could not be written beside the workspace: ${String(failed)}\n`,
    )
  }
}
