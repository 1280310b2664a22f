import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron'
import { EVENT_CHANNEL, INVOKE_CHANNEL } from '../../contract/core-messages.ts'
import { fail, type Result } from '../../contract/result.ts'
import type { CoreClient } from './core-client.ts'
import { isOwnPage } from './pages.ts'

type HostCalls = (window: BrowserWindow, name: string, input: unknown) => Promise<Result<unknown>>

/** The one place where the window's calls come in: from our own top page only. */
export function connect(
  window: () => BrowserWindow | undefined,
  core: CoreClient,
  host: HostCalls,
): void {
  ipcMain.handle(INVOKE_CHANNEL, (event, procedure: unknown, input: unknown) => {
    const target = window()
    if (target === undefined || !isTrusted(event, target) || typeof procedure !== 'string') {
      return fail('denied', { roles: [] })
    }
    return procedure.startsWith('host.')
      ? host(target, procedure, input)
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

/** Tells the window what changed. */
export function announce(window: BrowserWindow | undefined, event: string, payload: unknown): void {
  if (window && !window.isDestroyed()) window.webContents.send(EVENT_CHANNEL, event, payload)
}
