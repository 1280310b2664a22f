import { existsSync, mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { hostOptions } from './app.ts'
import { only } from './unsupported.ts'

interface OpenAnswer {
  readonly canceled: boolean
  readonly filePaths: readonly string[]
}
interface SaveAnswer {
  readonly canceled: boolean
  readonly filePath?: string
}
interface OpenOptions {
  readonly properties?: readonly string[]
  readonly filters?: readonly { readonly extensions: readonly string[] }[]
}
interface Asking {
  readonly webContents: {
    chooseFolder(): Promise<readonly string[]>
    chooseFiles(multiple: boolean, extensions: readonly string[]): Promise<readonly string[]>
  }
}

/** A name in the folder that is not taken: `a.csv`, `a (2).csv`. */
export function freePath(folder: string, name: string): string {
  const extension = extname(name)
  const stem = basename(name, extension)
  for (let count = 1; ; count++) {
    const path = join(folder, count === 1 ? name : `${stem} (${count})${extension}`)
    if (!existsSync(path)) return path
  }
}

/**
 * Files are chosen in the browser's own dialog. There is none for saving that tells a path: files go to
 * the folder for downloads, and the application names where. Without a display both are cancelled.
 */
export const dialog = only('dialog', {
  async showOpenDialog(window: Asking, options: OpenOptions): Promise<OpenAnswer> {
    if (hostOptions().headless) return { canceled: true, filePaths: [] }
    const multiple = options.properties?.includes('multiSelections') ?? false
    const extensions = options.filters?.flatMap((filter) => filter.extensions) ?? []
    const filePaths = options.properties?.includes('openDirectory')
      ? await window.webContents.chooseFolder()
      : await window.webContents.chooseFiles(multiple, extensions)
    return { canceled: filePaths.length === 0, filePaths }
  },
  showSaveDialog(_window: Asking, options: { readonly defaultPath?: string }): Promise<SaveAnswer> {
    if (hostOptions().headless) return Promise.resolve({ canceled: true })
    const folder = join(homedir(), 'Downloads')
    mkdirSync(folder, { recursive: true })
    const name = basename(options.defaultPath ?? 'watchkeeper')
    return Promise.resolve({ canceled: false, filePath: freePath(folder, name) })
  },
})
