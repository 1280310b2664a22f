import { watch } from 'node:fs'
import { basename, dirname } from 'node:path'

/** Tells when a file was written to or replaced, where the file system tells it; answers how to stop. */
export const watchFile =
  (path: string) =>
  (wake: () => void): (() => void) => {
    const name = basename(path)
    try {
      const watcher = watch(dirname(path), { persistent: false }, (_kind, changed) => {
        if (changed === name) wake()
      })
      // A folder that goes, or a share that drops: the interval reads on.
      watcher.on('error', () => watcher.close())
      return () => watcher.close()
    } catch (error) {
      if (error instanceof Error && 'code' in error) return () => undefined
      throw error
    }
  }
