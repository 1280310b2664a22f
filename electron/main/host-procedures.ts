import type { BrowserWindow } from 'electron'
import { app, dialog, nativeTheme, Notification } from 'electron'
import { open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { hostProcedures } from '../../contract/host.ts'
import { fail, ok, type Result } from '../../contract/result.ts'
import type { z } from 'zod'
import type { OutputOf } from '../../contract/procedures.ts'
import type { CoreClient } from './core-client.ts'
import { engine } from './engine.ts'

type Host = typeof hostProcedures
type HostHandlers = {
  readonly [N in keyof Host]: (
    window: BrowserWindow,
    input: z.output<Host[N]['input']>,
  ) => Promise<Result<z.output<Host[N]['output']>>>
}

const MAX_FILE_MB = 200

type Core = Pick<CoreClient, 'call' | 'chosen'>

/** Windows, dialogs and printing. */
function hostHandlers(workspacePath: string, core: Core): HostHandlers {
  return {
    'host.info': async () =>
      ok({
        engine: engine(),
        version: app.getVersion(),
        platform: process.platform,
        locale: app.getLocale(),
        workspacePath,
        overlay: engine() === 'electron' && process.platform !== 'linux',
      }),
    'host.chooseFiles': async (window, input) => {
      const chosen = await dialog.showOpenDialog(window, {
        title: input.title,
        properties: input.multiple ? ['openFile', 'multiSelections'] : ['openFile'],
        filters:
          input.extensions.length > 0 ? [{ name: input.title, extensions: input.extensions }] : [],
      })
      return chosen.canceled ? fail('cancelled') : readAll(chosen.filePaths)
    },
    'host.choosePaths': async (window, { title, kind }) => {
      const answer = await dialog.showOpenDialog(window, {
        title,
        properties: kind === 'folder' ? ['openDirectory'] : ['openFile', 'multiSelections'],
      })
      return answer.canceled
        ? fail('cancelled')
        : ok({
            chosen: answer.filePaths.map((path) => ({
              token: core.chosen(path),
              name: basename(path),
            })),
          })
    },
    'host.saveFile': (window, input) =>
      save(window, input.name, (path) => writeFile(path, input.bytes)),
    'host.saveDocument': (window, { token, name }) =>
      save(window, name, (path) => fetchInto(path, core, token)),
    'host.print': (window) =>
      new Promise((resolve) => {
        window.webContents.print({ silent: false }, (done, reason) => {
          resolve(
            done
              ? ok({})
              : fail(
                  reason === 'cancelled' || reason === 'Print job canceled'
                    ? 'cancelled'
                    : 'storageFailed',
                  { detail: reason },
                ),
          )
        })
      }),
    'host.printToPdf': (window, input) =>
      save(window, input.name, async (path) =>
        writeFile(
          path,
          await window.webContents.printToPDF({
            pageSize: 'A4',
            landscape: input.landscape,
            printBackground: true,
            preferCSSPageSize: true,
          }),
        ),
      ),
    'host.setTheme': async (_window, input) => {
      nativeTheme.themeSource = input.theme
      return ok({})
    },
    'host.setZoom': async (window, input) => {
      window.webContents.setZoomFactor(input.percent / 100)
      return ok({})
    },
    'host.notify': async (_window, input) => {
      if (Notification.isSupported()) new Notification(input).show()
      return ok({})
    },
  }
}

type AnyHandler = (window: BrowserWindow, input: unknown) => Promise<Result<unknown>>

/** What answers the calls of a window that are the host's own. */
export function hostCalls(workspacePath: string, core: Core) {
  const handlers = hostHandlers(workspacePath, core)
  return async (window: BrowserWindow, name: string, input: unknown): Promise<Result<unknown>> => {
    if (!isHostName(name)) return fail('unknownProcedure', { name })
    const parsed = hostProcedures[name].input.safeParse(input)
    if (!parsed.success)
      return fail('invalidInput', {
        issues: parsed.error.issues.map((issue) => issue.message).join('; '),
      })
    return (handlers[name] as AnyHandler)(window, parsed.data)
  }
}

const isHostName = (name: string): name is keyof Host => Object.hasOwn(hostProcedures, name)

async function readAll(
  paths: readonly string[],
): Promise<Result<{ files: { name: string; bytes: Uint8Array }[] }>> {
  const files: { name: string; bytes: Uint8Array }[] = []
  for (const path of paths) {
    try {
      if ((await stat(path)).size > MAX_FILE_MB << 20)
        return fail('blobTooLarge', { limit: MAX_FILE_MB })
      files.push({ name: basename(path), bytes: await readFile(path) })
    } catch (error) {
      return fail('fileUnreadable', {
        name: basename(path),
        reason: error instanceof Error ? error.message : String(error),
      })
    }
  }
  return ok({ files })
}

async function save(
  window: BrowserWindow,
  name: string,
  write: (path: string) => Promise<Result<unknown> | void>,
): Promise<Result<{ path: string }>> {
  const chosen = await dialog.showSaveDialog(window, {
    defaultPath: join(app.getPath('documents'), basename(name)),
  })
  if (chosen.canceled || !chosen.filePath) return fail('cancelled')
  try {
    const failed = await write(chosen.filePath)
    return failed && !failed.ok ? failed : ok({ path: chosen.filePath })
  } catch (error) {
    return fail('storageFailed', { detail: error instanceof Error ? error.message : String(error) })
  }
}

/** Part after part beside the place, then into it: what was there stays until all has come. */
async function fetchInto(path: string, core: Core, token: string): Promise<Result<unknown>> {
  const partial = `${path}.part`
  try {
    const file = await open(partial, 'w')
    try {
      for (let at = 0, size = 1; at < size;) {
        const answer = await core.call('library.export', { token, from: at })
        if (!answer.ok) return answer
        const part = answer.value as OutputOf<'library.export'>
        if (part.bytes.length === 0 && at < part.size) return fail('blobDamaged', { name: path })
        await file.writeFile(part.bytes)
        size = part.size
        at += part.bytes.length
      }
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(partial, path)
    return ok({})
  } finally {
    await rm(partial, { force: true })
  }
}
