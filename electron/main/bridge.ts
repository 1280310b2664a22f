import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron'
import { basename, isAbsolute } from 'node:path'
import { DROP_CHANNEL, EVENT_CHANNEL, INVOKE_CHANNEL } from '../../contract/core-messages.ts'
import { fail, type Result } from '../../contract/result.ts'
import type { CoreClient } from './core-client.ts'
import { isOwnPage } from './pages.ts'

export type HostCalls = (
  window: BrowserWindow,
  name: string,
  input: unknown,
) => Promise<Result<unknown>>

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
  ipcMain.handle(DROP_CHANNEL, (event, paths: unknown) => {
    const target = window()
    return target === undefined || !isTrusted(event, target) || !isPaths(paths)
      ? []
      : paths.map((path) => ({ token: core.chosen(path), name: basename(path) }))
  })
}

const MOST_DROPPED = 1000
const isPaths = (value: unknown): value is string[] =>
  Array.isArray(value) &&
  value.length <= MOST_DROPPED &&
  value.every((path) => typeof path === 'string' && isAbsolute(path))

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
