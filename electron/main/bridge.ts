import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron'
import { EVENT_CHANNEL, INVOKE_CHANNEL } from '../../contract/core-messages.ts'
import { hostProcedures } from '../../contract/host.ts'
import { fail, type Result } from '../../contract/result.ts'
import type { CoreClient } from './core-client.ts'
import type { HostHandlers } from './host-procedures.ts'
import { isOwnPage } from './pages.ts'

type HostName = keyof typeof hostProcedures
type AnyHandler = (window: BrowserWindow, input: unknown) => Promise<Result<unknown>>

/** The one place where the window's calls come in: from our own top page only. */
export function connect(
  window: () => BrowserWindow | undefined,
  core: CoreClient,
  host: HostHandlers,
): void {
  ipcMain.handle(INVOKE_CHANNEL, (event, procedure: unknown, input: unknown) => {
    const target = window()
    if (target === undefined || !isTrusted(event, target) || typeof procedure !== 'string') {
      return fail('denied', { roles: [] })
    }
    return Object.hasOwn(hostProcedures, procedure)
      ? callHost(target, host, procedure as HostName, input)
      : core.call(procedure, input)
  })
}

function isTrusted(event: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  const frame = event.senderFrame
  return (
    event.sender === window.webContents &&
    frame !== null &&
    frame.parent === null &&
    isOwnPage(frame.url)
  )
}

async function callHost(
  window: BrowserWindow,
  host: HostHandlers,
  name: HostName,
  input: unknown,
): Promise<Result<unknown>> {
  const parsed = hostProcedures[name].input.safeParse(input)
  if (!parsed.success)
    return fail('invalidInput', {
      issues: parsed.error.issues.map((issue) => issue.message).join('; '),
    })
  return (host[name] as AnyHandler)(window, parsed.data)
}

/** Tells the window what changed. */
export function announce(window: BrowserWindow | undefined, event: string, payload: unknown): void {
  if (window && !window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event, payload)
}
